using System.Text.RegularExpressions;

namespace CovidClassifier.Tests;

/// <summary>Arrows point down: a folder of the library uses only folders of lower floors.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly string[][] Floors =
    [
        ["Foundation"],
        ["Imaging", "Onnx"],
        ["Data", "Augmentation", "Networks"],
        ["Evaluation"],
        ["Learning"],
        ["Packaging"],
        ["Scoring"],
        ["Explanation", "Auditing"],
        ["Search"],
        ["Reporting"],
        ["Workflows"],
    ];

    private static string Library => Path.Combine(SharedFolder.ProjectRoot(), "CovidClassifier");

    [Test]
    public void Library_EveryFolder_HasAFloor() =>
        Assert.That(Folders(), Is.SubsetOf(Floors.SelectMany(f => f)), "a new folder needs its place among the floors");

    [TestCaseSource(nameof(Folders))]
    public void Folder_OfTheLibrary_UsesOnlyLowerFloors(string folder)
    {
        int floor = Array.FindIndex(Floors, f => f.Contains(folder));
        // the scoring graph and the file still know each other
        string[] below = [folder, .. Floors.Take(floor).SelectMany(f => f), .. folder == "Packaging" ? ["Scoring"] : Array.Empty<string>()];
        Assert.That(Uses(folder).Where(u => !below.Contains(u.Folder)).Select(u => $"{u.File} uses {u.Folder}"), Is.Empty);
    }

    [TestCaseSource(nameof(Folders))]
    public void Folder_OfTheLibrary_DoesNotKnowTheBuilder(string folder) =>
        Assert.That(Sources(folder).Where(s => BuilderInCode().IsMatch(s.Text)).Select(s => s.File), Is.Empty);

    [Test]
    public void Library_NeverWritesToAConsole() =>
        Assert.That(Sources("").Where(s => ConsoleInCode().IsMatch(s.Text)).Select(s => s.File), Is.Empty);

    private static string[] Folders() =>
        [.. Directory.GetDirectories(Library).Select(d => Path.GetFileName(d)!).Where(d => d is not ("bin" or "obj")).Order(StringComparer.Ordinal)];

    private static IEnumerable<(string File, string Folder)> Uses(string folder) =>
        from source in Sources(folder)
        from Match use in UseOfFolder().Matches(source.Text)
        select (source.File, use.Groups["folder"].Value);

    private static IEnumerable<(string File, string Text)> Sources(string folder) =>
        from file in Directory.GetFiles(Path.Combine(Library, folder), "*.cs", SearchOption.AllDirectories)
        let name = Path.GetRelativePath(Library, file).Replace('\\', '/')
        where !name.StartsWith("bin/", StringComparison.Ordinal) && !name.StartsWith("obj/", StringComparison.Ordinal)
        select (name, File.ReadAllText(file));

    [GeneratedRegex(@"^using (static )?CovidClassifier\.(?<folder>\w+)", RegexOptions.Multiline)]
    private static partial Regex UseOfFolder();

    [GeneratedRegex(@"^(?!\s*///).*\bCovidModelBuilder\b", RegexOptions.Multiline)]
    private static partial Regex BuilderInCode();

    [GeneratedRegex(@"^(?!\s*///).*\bConsole\.(Write|Error|Out)", RegexOptions.Multiline)]
    private static partial Regex ConsoleInCode();
}
