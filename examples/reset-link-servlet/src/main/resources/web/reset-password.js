"use strict";

// A try whose answer got lost may have set the password.
const WAY_ON = "If your password is set already, log in with it. Otherwise ask for a new link.";
const form = document.getElementById("reset");
const button = document.getElementById("set");
const token = new URLSearchParams(location.search).get("token");
// Out of the address bar and the history, where others who use this browser would find it.
history.replaceState(null, "", location.pathname);

function say(name, message) {
  document.getElementById(name + "-error").textContent = message;
  const input = form.elements[name];
  if (!input) return;
  input.setAttribute("aria-invalid", message ? "true" : "false");
  if (message) input.focus();
}

function complaint() {
  if (form.password.value.length < 8) return ["password", "Enter a password of at least 8 characters."];
  if (form.password.value !== form.again.value) return ["again", "The passwords differ. Type the same password twice."];
  return null;
}

async function setPassword(password) {
  try {
    const response = await fetch("/api/users/resetPassword/" + encodeURIComponent(token), {
      method: "PATCH",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ password }),
    });
    return { status: response.status, message: (await response.json()).message };
  } catch (broken) {
    return { status: 0, message: "The server did not answer. Check your connection and try again." };
  }
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  ["password", "again", "form"].forEach((name) => say(name, ""));
  const wrong = complaint();
  if (wrong) return say(...wrong);
  button.disabled = true;
  const { status, message } = await setPassword(form.password.value);
  button.disabled = false;
  if (status === 422) return say("password", message);
  if (status !== 200) return say("form", status === 400 ? message + " " + WAY_ON : message);
  form.remove();
  const title = document.getElementById("title");
  title.textContent = "Your password is changed";
  title.focus();
  document.getElementById("done").textContent = "You can log in with it now. Every earlier login has ended.";
});

button.disabled = false;
