namespace CovidClassifier.Fuzz.Targets;

/// <summary>A folder for inputs that are read from files, in memory where the system has such a place; removed at the end.</summary>
internal sealed class Scratch : IDisposable
{
    private const string InMemory = "/dev/shm";

    private readonly DirectoryInfo _folder = Directory.Exists(InMemory)
        ? Directory.CreateDirectory(Path.Combine(InMemory, $"covidclassifier-fuzz-{Path.GetRandomFileName()}"))
        : Directory.CreateTempSubdirectory("covidclassifier-fuzz-");

    public string this[string name] => Path.Combine(_folder.FullName, name);

    /// <summary>Writes a file and returns its path.</summary>
    public string Write(string name, byte[] bytes)
    {
        string path = this[name];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
