using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using CovidClassifier.Onnx.Runtime;
using Microsoft.ML;
using SkiaSharp;

namespace CovidClassifier.Reporting.Sections;

/// <summary>What the figures depend on besides the seed.</summary>
internal static class Software
{
    public static IReadOnlyList<(string Name, string Version)> All { get; } =
    [
        ("CovidClassifier", VersionOf(typeof(Software))),
        ("ONNX Runtime", NativeRuntime.Environment.GetVersionString()),
        ("ML.NET", VersionOf(typeof(MLContext))),
        ("SkiaSharp", VersionOf(typeof(SKBitmap))),
        (".NET", RuntimeInformation.FrameworkDescription),
        ("operating system", RuntimeInformation.OSDescription),
        ("processor", $"{RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture)} cores"),
    ];

    // what follows '+', or a long '-', names a commit
    private static string VersionOf(Type type)
    {
        string version = type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";
        int dash = version.LastIndexOf('-');
        return dash > 0 && version.Length - dash > 20 ? version[..dash] : version;
    }
}
