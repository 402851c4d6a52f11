namespace Tracker.Api.OpenApi;

/// <summary>How the reference page looks: the fonts of the machine, light or dark as it is, readable on paper.</summary>
internal static class ReferenceStyle
{
    public const string Css =
        """
        :root { color-scheme: light dark; --line: light-dark(#d0d4da, #454b54); --soft: light-dark(#f4f5f7, #1f2328); --link: light-dark(#0b57a4, #7db7f5); }
        body { font: 1rem/1.5 system-ui, sans-serif; max-width: 62rem; margin: 0 auto; padding: 1.5rem; color: light-dark(#1b1f24, #e6e8eb); background: light-dark(#fff, #14171a); }
        h1, h2 { line-height: 1.2; } h2 { border-bottom: 1px solid var(--line); margin-top: 2.5rem; text-transform: capitalize; }
        article { margin: 1.5rem 0; scroll-margin-top: 1rem; } h3 { font-size: 1.05rem; margin-bottom: 0.25rem; }
        a { color: var(--link); } code, pre { font: 0.9em/1.45 ui-monospace, monospace; }
        nav ul { list-style: none; padding: 0; } nav li { padding: 0.1rem 0; }
        table { border-collapse: collapse; width: 100%; font-size: 0.92rem; } th, td { text-align: left; vertical-align: top; padding: 0.3rem 0.6rem 0.3rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
        th { font-weight: 600; white-space: nowrap; } pre { background: var(--soft); padding: 0.75rem; overflow-x: auto; max-height: 24rem; }
        summary { cursor: pointer; padding: 0.2rem 0; } .wide { overflow-x: auto; }
        """;
}
