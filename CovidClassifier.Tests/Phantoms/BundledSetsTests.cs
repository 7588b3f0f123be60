using CovidClassifier.Phantoms;

namespace CovidClassifier.Tests.Phantoms;

public sealed class BundledSetsTests
{
    [TestCase("phantoms")]
    [TestCase("phantoms-shortcut")]
    public void Write_BundledStudy_GivesTheBundledFilesByteForByte(string name)
    {
        string bundled = Path.Combine(SharedFolder.ProjectRoot(), "samples", "data", name);
        DirectoryInfo drawn = Directory.CreateTempSubdirectory("phantoms");
        try
        {
            int images = PhantomFolder.Write(BundledSets.All[name], drawn.FullName);
            string[] files = FilesBelow(bundled);
            Assert.That(files, Has.Length.EqualTo(images + 1), "the images and the manifest");
            Assert.That(files, Is.EqualTo(FilesBelow(drawn.FullName)));
            foreach (string file in files)
            {
                byte[] expected = File.ReadAllBytes(Path.Combine(bundled, file)), actual = File.ReadAllBytes(Path.Combine(drawn.FullName, file));
                Assert.That(actual.AsSpan().SequenceEqual(expected), file);
            }
        }
        finally
        {
            drawn.Delete(recursive: true);
        }
    }

    [TestCase("phantoms")]
    [TestCase("phantoms-shortcut")]
    public void Bundled_FileLengths_AreAllAlike(string name) => Assert.That(
        FilesBelow(Path.Combine(SharedFolder.ProjectRoot(), "samples", "data", name)).Where(f => f.EndsWith(".png", StringComparison.Ordinal))
            .Select(f => new FileInfo(Path.Combine(SharedFolder.ProjectRoot(), "samples", "data", name, f)).Length).Distinct().Count(),
        Is.EqualTo(1));

    [Test]
    public void Icon_OfThePackages_IsDrawnByThisCode() => Assert.That(
        File.ReadAllBytes(Path.Combine(SharedFolder.ProjectRoot(), "samples", "data", "icon.png")).AsSpan().SequenceEqual(BundledSets.Icon.ToPng()));

    private static string[] FilesBelow(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file))
            .Order(StringComparer.Ordinal),
    ];
}
