// Forms work without this. With it, they post JSON and say beside the field what to do.
"use strict";

async function post(url, fields) {
  let response;
  try {
    response = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json", "Accept": "application/json" },
      body: JSON.stringify(fields),
    });
    return { ok: response.ok, answer: await response.json(), wait: Number(response.headers.get("Retry-After")) };
  } catch (broken) {
    return { ok: false, answer: { message: "The server did not answer. Check your connection and try again." } };
  }
}

function say(form, name, message) {
  const input = form.elements[name];
  const place = input && document.getElementById(name + "-error");
  if (!place) {
    form.querySelector("#form-error").textContent = message;
    return null;
  }
  place.textContent = message;
  input.setAttribute("aria-invalid", "true");
  return input;
}

function hush(form) {
  form.querySelectorAll(".error").forEach((error) => { error.textContent = ""; });
  form.querySelectorAll("[aria-invalid]").forEach((input) => input.setAttribute("aria-invalid", "false"));
}

// What the browser itself can tell is wrong; the first such field gets the focus.
function complain(form) {
  const wrong = [...form.querySelectorAll("input[data-hint]")].filter((input) => {
    const twin = input.dataset.sameAs && form.elements[input.dataset.sameAs];
    const differs = twin && input.value && twin.value !== input.value;
    if (differs || !input.checkValidity()) {
      say(form, input.name, differs ? "The passwords differ. Type the same password twice." : input.dataset.hint);
      return true;
    }
    return false;
  });
  if (wrong.length > 0) wrong[0].focus();
  return wrong.length > 0;
}

function enhance(form) {
  form.noValidate = true;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    hush(form);
    if (complain(form)) return;
    const button = form.querySelector("button[type=submit]");
    const fields = Object.fromEntries(new FormData(form));
    const route = form.dataset.route || form.getAttribute("action");
    const label = button.textContent;
    busy(button);
    const { ok, answer } = await post(route.replace("{email}", encodeURIComponent(fields.email)), fields);
    if (ok) {
      rememberResend(answer.resendInSeconds);
      location.assign(answer.next);
      return;
    }
    if (answer.next) {
      location.assign(answer.next);
      return;
    }
    button.disabled = false;
    button.textContent = label;
    const field = answer.field === "newPassword" && !form.elements.newPassword ? "password" : answer.field;
    const input = say(form, field, answer.message);
    if (input) { input.focus(); input.select(); } else { button.focus(); }
  });
}

function busy(button) {
  button.disabled = true;
  button.textContent = button.dataset.busy || button.textContent;
}

function rememberResend(seconds) {
  if (seconds !== undefined) sessionStorage.setItem("resendAt", String(Date.now() + seconds * 1000));
}

function enhanceResend(form) {
  const button = form.querySelector("button");
  const status = form.querySelector("[role=status]");
  const label = button.dataset.label;
  const tick = () => {
    const left = Math.ceil((Number(sessionStorage.getItem("resendAt")) - Date.now()) / 1000);
    button.disabled = left > 0;
    button.textContent = left > 0 ? `${label} (in ${left} s)` : label;
    if (left > 0) setTimeout(tick, 250);
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    busy(button);
    const { ok, answer, wait } = await post(form.getAttribute("action"), Object.fromEntries(new FormData(form)));
    status.classList.toggle("bad", !ok);
    status.textContent = answer.message;
    rememberResend(ok ? answer.resendInSeconds : wait || 0);
    tick();
    if (!ok) return;
    hush(document.querySelector("form[data-enhance]"));
    document.getElementById("otp").value = "";
    document.getElementById("otp").focus();
  });
  tick();
}

function addToggle(input) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "toggle";
  button.textContent = "Show";
  button.setAttribute("aria-label", "Show password");
  button.setAttribute("aria-pressed", "false");
  button.addEventListener("click", () => {
    const hidden = input.type === "password";
    input.type = hidden ? "text" : "password";
    button.textContent = hidden ? "Hide" : "Show";
    button.setAttribute("aria-pressed", String(hidden));
  });
  input.parentElement.classList.add("with-toggle");
  input.after(button);
}

document.querySelectorAll("form[data-enhance]").forEach(enhance);
document.querySelectorAll("form[data-resend]").forEach(enhanceResend);
document.querySelectorAll("input[type=password]").forEach(addToggle);
document.querySelectorAll("time").forEach((time) => {
  time.textContent = new Date(time.dateTime).toLocaleString("en", { dateStyle: "medium", timeStyle: "short" });
});
