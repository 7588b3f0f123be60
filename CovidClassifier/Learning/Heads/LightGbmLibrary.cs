using System.Runtime.InteropServices;
using Microsoft.ML.Trainers.LightGbm;

namespace CovidClassifier.Learning.Heads;

/// <summary>LightGBM's native library, which ML.NET's trainer calls. It is made for x64 alone and needs the system's OpenMP, which small images of containers
/// lack.</summary>
internal static class LightGbmLibrary
{
    private static readonly Lazy<string?> Fault = new(() => FaultOf(
        RuntimeInformation.ProcessArchitecture,
        OperatingSystem.IsWindows() ? OSPlatform.Windows : OperatingSystem.IsMacOS() ? OSPlatform.OSX : OSPlatform.Linux,
        name => NativeLibrary.TryLoad(name, typeof(LightGbmMulticlassTrainer).Assembly, null, out _)));

    /// <summary>What is missing here and how to mend it, or null.</summary>
    public static string? WhyMissing => Fault.Value;

    /// <exception cref="TrainingException">It cannot be loaded here.</exception>
    public static void Require()
    {
        if (WhyMissing is { } fault)
        {
            throw new TrainingException($"The head lightgbm cannot be trained on this machine: {fault}; or choose another head, for example fastforest.");
        }
    }

    /// <summary>What is missing and how to mend it, or null.</summary>
    /// <param name="architecture">The process's.</param>
    /// <param name="system">Windows brings OpenMP with it; macOS and Linux have it in packages of their own.</param>
    /// <param name="loads">Whether a native library of a name can be loaded.</param>
    public static string? FaultOf(Architecture architecture, OSPlatform system, Func<string, bool> loads)
    {
        if (architecture != Architecture.X64)
        {
            return $"LightGBM's native library is made for x64 processors alone, and this process is {architecture}. Train it on another machine";
        }

        if (loads("lib_lightgbm"))
        {
            return null;
        }

        (string openMp, string remedy) = system == OSPlatform.OSX ? ("libomp.dylib", "the package libomp of Homebrew")
            : ("libgomp.so.1", "the package libgomp1 on Debian and Ubuntu, libgomp on Fedora and SUSE");
        return system == OSPlatform.Windows || loads(openMp)
            ? "LightGBM's native library lib_lightgbm does not lie beside the application, or is made for another system. Reference the package LightGBM"
            : $"LightGBM's native library needs the system's {openMp}, which is missing. Install {remedy}";
    }
}
