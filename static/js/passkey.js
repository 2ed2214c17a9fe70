// Shows what passkeys need ([data-needs-script]) where the browser knows them, and says when one fails.
if (window.PublicKeyCredential) {
  for (const part of document.querySelectorAll("[data-needs-script]")) part.hidden = false;
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  document.getElementById("passkey-failure").hidden = false;
});
