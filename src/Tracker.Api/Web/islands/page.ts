// What every page has: forms that send themselves, copying the link, progress that comes by itself. Pages work without it.
import { watchRequest } from "./asked";
import { watchProgress } from "./progress";

document.documentElement.dataset["scripted"] = "";

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-submits]"))
    form.addEventListener("change", () => form.requestSubmit());

// A parameter that says nothing does not stand in the address.
document.addEventListener("formdata", event => {
    if ((event.target as HTMLFormElement).method === "get")
        for (const [name, value] of [...event.formData])
            if (value === "") event.formData.delete(name);
});

for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-copies]"))
    button.addEventListener("click", async () => {
        const said = button.textContent;
        await navigator.clipboard.writeText(new URL(button.dataset["copies"] || location.href, location.href).href);
        button.textContent = "Copied";
        setTimeout(() => { button.textContent = said; }, 1500);
    });

for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-prints]"))
    button.addEventListener("click", () => print());

watchProgress();
watchRequest();
