namespace CovidClassifier.Tests;

/// <summary>A folder, or a small made-up tree of files, that is deleted with the test.</summary>
internal sealed class TempFolder : IDisposable
{
    /// <summary>A whole PNG of one black pixel.</summary>
    public static readonly byte[] Png = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==");

    public TempFolder() => Root = Directory.CreateTempSubdirectory("covidclassifier-").FullName;

    public string Root { get; }

    public string this[string relative] => Path.Combine(Root, relative);

    public TempFolder Images(params string[] relative)
    {
        foreach (string path in relative)
        {
            Write(path, Png);
        }

        return this;
    }

    public TempFolder Text(string relative, params string[] lines) => Write(relative, System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines)));

    /// <summary>A file packed with gzip.</summary>
    public TempFolder Packed(string relative, byte[] bytes)
    {
        using MemoryStream packed = new();
        using (System.IO.Compression.GZipStream gzip = new(packed, System.IO.Compression.CompressionLevel.SmallestSize))
        {
            gzip.Write(bytes);
        }

        return Write(relative, packed.ToArray());
    }

    public TempFolder Write(string relative, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[relative])!);
        File.WriteAllBytes(this[relative], bytes);
        return this;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
