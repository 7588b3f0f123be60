namespace CovidClassifier.Tests.Architecture;

/// <summary>A file's code names a type that another folder declares.</summary>
/// <param name="File">Path below the library.</param>
/// <param name="Type">The type's name.</param>
/// <param name="Home">The folder that declares it.</param>
internal sealed record Mention(string File, string Type, string Home)
{
    public string Folder => LibrarySource.FolderOf(File);

    public override string ToString() => $"{Folder} -> {Home} ({File}: {Type})";
}
