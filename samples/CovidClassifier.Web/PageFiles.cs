namespace CovidClassifier.Web;

/// <summary>The page: three files that the program holds, as they were written.</summary>
internal static class PageFiles
{
    private static readonly (string Address, string File, string Type)[] All =
    [
        ("/", "index.html", "text/html; charset=utf-8"), ("/app.css", "app.css", "text/css; charset=utf-8"),
        ("/app.js", "app.js", "text/javascript; charset=utf-8"), ("/icon.svg", "icon.svg", "image/svg+xml"),
    ];

    public static void MapPage(this WebApplication app)
    {
        foreach ((string address, string file, string type) in All)
        {
            byte[] bytes = Read(file);
            app.MapGet(address, () => Results.Bytes(bytes, type)).ExcludeFromDescription();
        }
    }

    private static byte[] Read(string file)
    {
        using Stream stream = typeof(PageFiles).Assembly.GetManifestResourceStream(file)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
