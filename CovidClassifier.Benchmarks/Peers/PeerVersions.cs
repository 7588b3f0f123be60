using System.Diagnostics;
using System.Reflection;

namespace CovidClassifier.Benchmarks.Peers;

/// <summary>Which versions of the peers' libraries were measured.</summary>
internal static class PeerVersions
{
    private const string Script = """
        import importlib
        for name in ("torch", "torchvision", "scipy", "PIL"):
            try:
                print(name, importlib.import_module(name).__version__)
            except ImportError:
                pass
        """;

    /// <summary>As a list in a sentence: "Microsoft.ML 5.0.1, SkiaSharp 2.88.9, torch 1.13.1".</summary>
    public static string Describe() => string.Join(", ", [Of(typeof(Microsoft.ML.MLContext)), Of(typeof(SkiaSharp.SKBitmap)), .. OfPython()]);

    private static string Of(Type type) =>
        $"{type.Assembly.GetName().Name} {type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+', '-')[0]}";

    private static string[] OfPython()
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(PythonPeer.Interpreter, ["-c", Script]) { RedirectStandardOutput = true })!;
            return process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return [];
        }
    }
}
