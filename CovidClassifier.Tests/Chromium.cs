using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace CovidClassifier.Tests;

/// <summary>The system's own Chromium, without a network of its own. Tests that need it are skipped where there is none.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
            "--disable-sync"];

    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private readonly IPlaywright _playwright;

    private Chromium(IPlaywright playwright, IBrowser browser)
    {
        _playwright = playwright;
        Browser = browser;
    }

    public IBrowser Browser { get; }

    public static async Task<Chromium> Start()
    {
        string? chromium = Array.Find(Places, File.Exists);
        if (chromium is null)
        {
            Assert.Ignore($"needs Chromium at one of: {string.Join(", ", Places)}");
        }

        IPlaywright playwright = await Playwright.CreateAsync();
        return new Chromium(playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = Arguments }));
    }

    /// <summary>A page of its own, whose errors and refused loads go to <paramref name="troubles"/>.</summary>
    public async Task<IPage> Page(int width, ColorScheme scheme, List<string> troubles)
    {
        IBrowserContext context = await Browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = 844 }, ColorScheme = scheme });
        IPage page = await context.NewPageAsync();
        page.PageError += (_, error) => troubles.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                troubles.Add(message.Text);
            }
        };
        return page;
    }

    /// <summary>What axe finds against WCAG 2.1 AA and best practice, as one line each.</summary>
    public static async Task<string[]> AxeFindings(IPage page)
    {
        AxeResult axe = await page.RunAxe(new AxeRunOptions
        {
            RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21aa", "best-practice"] },
            // the thousands of places that pass are neither described nor sent
            ResultTypes = [ResultType.Violations],
        });
        return [.. axe.Violations.Select(v => $"{v.Id}: {v.Help}: {v.Nodes[0].Html}")];
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.CloseAsync();
        _playwright.Dispose();
    }
}
