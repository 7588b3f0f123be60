using SkiaSharp;

namespace CovidClassifier.Imaging.Skia;

/// <summary>
/// SkiaSharp's native library, which the application may lack, or have in another version than its managed part: JPEG and PNG are read without it.
/// </summary>
internal static class SkiaLibrary
{
    /// <summary>Why SkiaSharp cannot be called, as a sentence that says what to reference.</summary>
    public static string Missing =>
        $"it needs SkiaSharp's native library in the version of the application's SkiaSharp, {Version}: reference the package " +
            $"SkiaSharp.NativeAssets.Linux.NoDependencies (on Linux), .Win32 or .macOS in that version.";

    private static string Version => typeof(SKBitmap).Assembly.GetName().Version is { } version ? version.ToString(2) : "unknown";

    /// <summary>Whether a call failed for this reason.</summary>
    public static bool IsMissing(Exception error) =>
        error is TypeInitializationException or DllNotFoundException or EntryPointNotFoundException or BadImageFormatException;
}
