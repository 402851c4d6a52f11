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
    const refresh = async (event: MessageEvent<string>) => {
        if (event.data === "0" && place.querySelector(".work")) {
            source.close();
            location.reload();
        } else if (event.data !== "0") {
            const answer = await fetch(part, { headers: { accept: "text/html" } });
            if (answer.ok) place.replaceChildren(...new DOMParser().parseFromString(await answer.text(), "text/html").body.childNodes);
        }
    };
    source.addEventListener("open work", refresh);
    addEventListener("pagehide", () => source.close());
}
