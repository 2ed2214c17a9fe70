"""What the mandates app prints and sends."""
