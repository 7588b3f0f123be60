using System.Diagnostics;

namespace CovidClassifier.Tests.Imaging;

/// <summary>OpenJPEG's programs, where they are installed: an independent encoder and decoder of JPEG 2000.</summary>
internal static class OpenJpeg
{
    public static bool IsThere { get; } = Runs("opj_compress", "-h") is not null;

    /// <summary>A picture as JPEG 2000.</summary>
    /// <param name="netpbm">The picture.</param>
    /// <param name="options">Of opj_compress.</param>
    /// <param name="ending">j2k for a codestream, jp2 for boxes.</param>
    public static byte[] Compress(byte[] netpbm, string options, string ending = "j2k") => Through("opj_compress", netpbm, "ppm", ending, options);

    /// <summary>What OpenJPEG decodes it to, as Netpbm.</summary>
    public static byte[] Decompress(byte[] file, int components) => Through("opj_decompress", file, "j2k", components == 1 ? "pgm" : "ppm", "");

    private static byte[] Through(string program, byte[] bytes, string from, string to, string options)
    {
        string folder = Directory.CreateTempSubdirectory("openjpeg").FullName;
        try
        {
            string source = Path.Combine(folder, $"in.{from}"), target = Path.Combine(folder, $"out.{to}");
            File.WriteAllBytes(source, bytes);
            string? said = Runs(program, $"-i {source} -o {target} {options}");
            return File.Exists(target) ? File.ReadAllBytes(target) : throw new InvalidOperationException($"{program} {options}: {said}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string? Runs(string program, string arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            string said = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return output.Result + said;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
