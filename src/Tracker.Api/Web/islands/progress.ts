// Progress of work that runs: an element with data-events="ADDRESS" is told of it by server-sent events, and the page is loaded anew when it ends.

interface Told { status: string; steps?: string[]; error?: string | null }

export function watchProgress(): void {
    for (const element of document.querySelectorAll<HTMLElement>("[data-events]"))
        watch(element, element.dataset["events"]!);
}

function watch(element: HTMLElement, address: string): void {
    const source = new EventSource(address);
    const tell = (event: MessageEvent<string>) => show(element, JSON.parse(event.data) as Told);
    source.addEventListener("progress", tell);
    source.addEventListener("end", event => {
        tell(event);
        source.close();
        location.reload();
    });
}

function show(element: HTMLElement, told: Told): void {
    const state = element.querySelector("[data-state]");
    if (state) state.textContent = told.status;
    const steps = element.querySelector("[data-steps]");
    if (steps && told.steps)
        steps.replaceChildren(...told.steps.map(step => Object.assign(document.createElement("li"), { textContent: step })));
}
