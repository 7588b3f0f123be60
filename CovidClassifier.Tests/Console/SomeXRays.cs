using CovidClassifier.Tests.Imaging;

namespace CovidClassifier.Tests.Console;

/// <summary>Small pictures of two kinds in a folder per class: bright on the left, or bright on the right, each with noise of its own.</summary>
internal static class SomeXRays
{
    private const int Side = 32;

    public static string Write(TempFolder folder, string name = "xrays", int perClass = 12, string positive = "COVID-19")
    {
        string root = folder[name];
        for (int i = 0; i < perClass; i++)
        {
            Write(Path.Combine(root, positive, $"{i:00}.png"), isLeft: true, i);
            Write(Path.Combine(root, "Normal", $"{i:00}.png"), isLeft: false, i);
        }

        return root;
    }

    private static void Write(string path, bool isLeft, int number)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var png = new TestPng(Side, Side, depth: 8, colourType: 0)
        {
            Pixel = (x, y) => [(x < Side / 2 == isLeft ? 160 : 40) + (x * 7 + y * 13 + number * 31 + x * y * (number + 3)) % 64],
        };
        File.WriteAllBytes(path, png.Encode());
    }
}
