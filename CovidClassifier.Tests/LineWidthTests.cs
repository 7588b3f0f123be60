using System.Text.RegularExpressions;

namespace CovidClassifier.Tests;

/// <summary>The width that .editorconfig names is the one that the code keeps.</summary>
public sealed partial class LineWidthTests
{
    [Test]
    public void Lines_OfEverySourceFile_KeepToTheWidthThatEditorconfigNames()
    {
        string root = SharedFolder.ProjectRoot();
        string stated = Width().Match(File.ReadAllText(Path.Combine(root, ".editorconfig"))).Groups[1].Value;
        int width = int.Parse(stated, System.Globalization.CultureInfo.InvariantCulture);
        string[] tooLong =
        [
            .. from file in Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
               let name = Path.GetRelativePath(root, file).Replace('\\', '/')
               where !name.Split('/').Any(f => f is "bin" or "obj")
               from line in File.ReadLines(file).Select((text, i) => (Text: text, Number: i + 1))
               where line.Text.Length > width
               select $"{name}:{line.Number}",
        ];
        Assert.That(tooLong, Is.Empty);
    }

    [GeneratedRegex(@"^max_line_length = (\d+)", RegexOptions.Multiline)]
    private static partial Regex Width();
}
