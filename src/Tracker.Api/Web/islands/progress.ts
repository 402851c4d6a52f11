// Progress that comes by itself. An element with data-live="EVENTS" data-part="ADDRESS" data-into="SELECTOR" listens to the events (server-sent) and, whenever something has changed,
// puts the part of the page that the server writes into its place. When nothing is open any more, the page is loaded anew: what was done is on it.

export function watchProgress(): void {
    for (const element of document.querySelectorAll<HTMLElement>("[data-live]"))
        watch(element);
}

function watch(element: HTMLElement): void {
    const { live, part, into } = element.dataset;
    const place = document.querySelector(into ?? "");
    if (!live || !part || !place) return;
    const source = new EventSource(live);
    source.addEventListener("changed", async event => {
        if (event.data === "0") {
            source.close();
            location.reload();
            return;
        }
        const answer = await fetch(part, { headers: { accept: "text/html" } });
        if (answer.ok) place.replaceChildren(...new DOMParser().parseFromString(await answer.text(), "text/html").body.childNodes);
    });
    addEventListener("pagehide", () => source.close());
}
