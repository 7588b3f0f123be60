using Microsoft.Playwright;

namespace CovidClassifier.Tests.Web;

/// <summary>The page of the web sample in a real browser.</summary>
[Parallelizable(ParallelScope.Self)]
public class WebPageTests
{
    private static readonly string Phantoms = Path.Combine(SharedFolder.ProjectRoot(), "samples", "data", "phantoms");
    private static readonly string First = Path.Combine(Phantoms, "COVID-19", "p0002-AP.png");
    private static readonly string Second = Directory.EnumerateFiles(Path.Combine(Phantoms, "Normal"), "*.png").Order(StringComparer.Ordinal).First();

    private static Chromium s_chromium = null!;
    private static WebServer s_server = null!;

    [OneTimeSetUp]
    public static async Task Start()
    {
        s_chromium = await Chromium.Start();
        s_server = await WebServer.Start();
    }

    [OneTimeTearDown]
    public static async Task Stop()
    {
        if (s_server is not null)
        {
            await s_server.DisposeAsync();
            await s_chromium.DisposeAsync();
        }
    }

    [TestCase(390, ColorScheme.Light)]
    [TestCase(390, ColorScheme.Dark)]
    [TestCase(1280, ColorScheme.Light)]
    [TestCase(1280, ColorScheme.Dark)]
    public async Task Page_WithAResult_FitsTheScreen_AndCanBeReadByAll(int width, ColorScheme scheme)
    {
        List<string> troubles = [];
        IPage page = await Open(width, scheme, troubles);
        Assert.That(await Chromium.AxeFindings(page), Is.Empty, "before an X-ray is chosen");
        await Shot(page, $"empty-{width}-{scheme}");
        await page.Locator("#choose").SetInputFilesAsync([First, Second]);
        await page.Locator("#earlier li").Nth(1).WaitForAsync();
        Assert.That(await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(width), "it never scrolls sideways");
        Assert.That(await Chromium.AxeFindings(page), Is.Empty, "with results");
        await Shot(page, $"result-{width}-{scheme}");
        await page.Locator("#open-card").ClickAsync();
        Assert.That(await page.Locator("#card-content").InnerTextAsync(), Does.Contain("never for diagnosis").And.Contain("Audits"));
        Assert.That(await Chromium.AxeFindings(page), Is.Empty, "with the card");
        await Shot(page, $"card-{width}-{scheme}");
        Assert.That(troubles, Is.Empty);
        await page.Context.CloseAsync();
    }

    [Test]
    public async Task Upload_ShowsWhatTheModelSays()
    {
        IPage page = await Open(1280, ColorScheme.Light, []);
        await page.Locator("#choose").SetInputFilesAsync(First);
        await page.Locator("#result").WaitForAsync();
        using CovidModel model = CovidModel.Load(Path.Combine(SharedFolder.ProjectRoot(), "models", "covid-cnn.zip"));
        Prediction expected = model.Predict(First);
        Assert.That(await page.Locator("#label").InnerTextAsync(),
            Is.EqualTo(FormattableString.Invariant($"{expected.Label} ({expected.Probability * 100:0.0}\u00a0%)")));
        Assert.That(await page.Locator("#research-result").InnerTextAsync(), Does.Contain("never for diagnosis"));
        Assert.That(await Bright(page), Is.GreaterThan(0.05), "the picture is drawn");
        await page.Context.CloseAsync();
    }

    [Test]
    public async Task Upload_OfWhatIsNoXRay_SaysWhy_AndTheNextOneWorks()
    {
        using TempFolder folder = new TempFolder().Text("<img src=x onerror=alert(1)>.txt", "no image");
        IPage page = await Open(1280, ColorScheme.Light, []);
        await page.Locator("#choose").SetInputFilesAsync(Directory.GetFiles(folder.Root)[0]);
        await page.Locator("#errors p").WaitForAsync();
        Assert.That(await page.Locator("#errors").InnerTextAsync(), Does.Contain("<img src=x").And.Contain("cannot be read"));
        await page.Locator("#choose").SetInputFilesAsync(First);
        await page.Locator("#result").WaitForAsync();
        Assert.That(await page.Locator("#errors p").CountAsync(), Is.Zero);
        await page.Context.CloseAsync();
    }

    [Test]
    public async Task Upload_OfADicomFile_ShowsItsPicture()
    {
        string dicom = SharedFolder.Path("data/dicom");
        string xray = Directory.EnumerateFiles(dicom, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First(f =>
        {
            try
            {
                using CovidModel model = CovidModel.Load(Path.Combine(SharedFolder.ProjectRoot(), "models", "covid-cnn.zip"));
                return f.EndsWith(".dcm", StringComparison.OrdinalIgnoreCase) && model.Predict(f) is not null;
            }
            catch (ImageFormatException)
            {
                return false;
            }
        });
        IPage page = await Open(1280, ColorScheme.Light, []);
        await page.Locator("#choose").SetInputFilesAsync(xray);
        await page.Locator("#result").WaitForAsync();
        Assert.That(await Bright(page), Is.GreaterThan(0.01));
        await page.Context.CloseAsync();
    }

    [Test]
    public async Task Drop_OfAFile_IsTheSameAsChoosingIt()
    {
        IPage page = await Open(1280, ColorScheme.Light, []);
        await page.EvaluateAsync(
            """
            bytes => {
              const transfer = new DataTransfer();
              transfer.items.add(new File([Uint8Array.from(atob(bytes), c => c.charCodeAt(0))], 'dropped.png'));
              dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
            }
            """, Convert.ToBase64String(File.ReadAllBytes(First)));
        await page.Locator("#result").WaitForAsync();
        Assert.That(await page.Locator("#picture-caption").InnerTextAsync(), Does.StartWith("dropped.png"));
        await page.Context.CloseAsync();
    }

    [Test]
    public async Task Page_ByKeyboardAlone_ComparesMovesAndZooms()
    {
        List<string> troubles = [];
        IPage page = await Open(1280, ColorScheme.Light, troubles);
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator(".skip")).ToBeFocusedAsync();
        await page.Locator("#choose").FocusAsync();
        await page.Locator("#choose").SetInputFilesAsync([First, Second]);
        await page.Locator("#earlier li").Nth(1).WaitForAsync();
        await Assertions.Expect(page.Locator("#result-title")).ToBeFocusedAsync();

        string before = await Pixels(page);
        await page.Locator("#picture").FocusAsync();
        await page.Keyboard.PressAsync("+");
        await Assertions.Expect(page.Locator("#zoom")).Not.ToHaveValueAsync("100");
        string zoomed = await Pixels(page);
        await page.Keyboard.PressAsync("ArrowLeft");
        string moved = await Pixels(page);
        await page.Keyboard.PressAsync("0");
        await Assertions.Expect(page.Locator("#zoom")).ToHaveValueAsync("100");
        Assert.That(new[] { before, zoomed, moved, await Pixels(page) }, Is.EqualTo(new[] { before, zoomed, moved, before }));
        Assert.That(new[] { before, zoomed, moved }, Is.Unique);

        await page.Locator("#opacity").PressAsync("Home");
        Assert.That(await Pixels(page), Is.Not.EqualTo(before), "without the map");
        await page.Locator("#earlier li:nth-child(2) button", new() { HasTextString = "Compare" }).PressAsync("Enter");
        Assert.That(await page.Locator("#compared").IsVisibleAsync(), Is.True);
        await page.Locator("#open-card").PressAsync("Enter");
        await page.Keyboard.PressAsync("Escape");
        Assert.That(await page.Locator("#card").IsVisibleAsync(), Is.False);
        Assert.That(troubles, Is.Empty);
        await page.Context.CloseAsync();
    }

    [Test]
    public async Task TryPage_ShowsTheAddresses_WithoutAnythingFromElsewhere()
    {
        List<string> troubles = [];
        IPage page = await s_chromium.Page(1280, ColorScheme.Light, troubles);
        List<string> elsewhere = [];
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(s_server.Address.ToString(), StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
            {
                elsewhere.Add(request.Url);
            }
        };
        await page.GotoAsync(new Uri(s_server.Address, "try/").ToString());
        await page.GetByText("/api/predict").First.WaitForAsync();
        await Shot(page, "try-1280-Light");
        Assert.That(elsewhere, Is.Empty);
        await page.Context.CloseAsync();
    }

    private static async Task<IPage> Open(int width, ColorScheme scheme, List<string> troubles)
    {
        IPage page = await s_chromium.Page(width, scheme, troubles);
        await page.GotoAsync(s_server.Address.ToString());
        await Assertions.Expect(page.Locator("#model")).ToContainTextAsync("version");
        return page;
    }

    // after the frame in which the page draws
    private static Task<string> Pixels(IPage page) => page.EvaluateAsync<string>(
        "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(document.getElementById('picture').toDataURL()))))");

    private static Task<double> Bright(IPage page) => page.EvaluateAsync<double>(
        """
        () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => {
          const canvas = document.getElementById('picture');
          const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
          let sum = 0;
          for (let i = 0; i < pixels.length; i += 4) sum += pixels[i];
          done(sum / pixels.length * 4 / 255);
        })))
        """);

    // for whoever wants to look
    private static async Task Shot(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("COVIDCLASSIFIER_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
        }
    }
}
