// A question that is being answered: an element with data-request="EVENTS" hears of it by server-sent events, and the page goes on when it ends.

interface Told { status: string; steps?: string[] }

export function watchRequest(): void {
    for (const element of document.querySelectorAll<HTMLElement>("[data-request]"))
        watch(element, element.dataset["request"]!);
}

function watch(element: HTMLElement, address: string): void {
    const source = new EventSource(address);
    source.addEventListener("progress", event => show(element, JSON.parse(event.data as string) as Told));
    source.addEventListener("end", () => {
        source.close();
        location.reload();
    });
    addEventListener("pagehide", () => source.close());
}

function show(element: HTMLElement, told: Told): void {
    const state = element.querySelector("[data-state]");
    if (state) state.textContent = told.status;
    element.querySelector("[data-steps]")?.replaceChildren(...(told.steps ?? []).map(step => Object.assign(document.createElement("li"), { textContent: step })));
}
