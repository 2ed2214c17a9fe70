"""The baseline: the least honest Django application that votes.

Session, user, CSRF, one form, one INSERT in a transaction, one redirect; and a page of thirty
fieldsets from a plain template. What it costs is what any Django page costs; the product's figures
are ratios to it, both measured in alternating slices of one run.
"""
