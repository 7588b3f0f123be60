using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.OnnxRuntime;
using SkiaSharp;

namespace CovidClassifier.Reporting.Sections;

/// <summary>What the figures depend on besides the seed.</summary>
internal static class Software
{
    public static IReadOnlyList<(string Name, string Version)> All { get; } =
    [
        ("CovidClassifier", VersionOf(typeof(Software))),
        ("ONNX Runtime", OrtEnv.Instance().GetVersionString()),
        ("ML.NET", VersionOf(typeof(MLContext))),
        ("SkiaSharp", VersionOf(typeof(SKBitmap))),
        (".NET", RuntimeInformation.FrameworkDescription),
        ("operating system", RuntimeInformation.OSDescription),
        ("processor", $"{RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture)} cores"),
    ];

    // what follows '+' names a commit
    private static string VersionOf(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";
}
