namespace CovidClassifier.Data.Folders;

/// <summary>Finds an image by its bare name in one of the folders that a dataset's copies use.</summary>
internal sealed class ImageFinder(string root, params string[] folders)
{
    private readonly string[] _present = [.. folders.Select(f => Path.Combine(root, f)).Where(Directory.Exists)];

    /// <summary>The file in the first folder that has it; where none has, its place in the dataset's folder, so that the gap is reported.</summary>
    public string Find(string name) =>
        _present.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists) ?? Path.Combine(root, name);
}
