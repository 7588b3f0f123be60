using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace CovidClassifier.Tests.Imaging;

/// <summary>DCMTK, where it is installed: an independent decoder of DICOM. Its dcmj2pnm is dcm2pnm with JPEG.</summary>
internal static class Dcmtk
{
    public static bool IsThere { get; } = Runs("dcmj2pnm", "--version") is { Exit: 0 };

    /// <summary>Gray as dcm2pnm shows a frame.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How gray values are windowed.</param>
    /// <param name="frame">From 1.</param>
    /// <param name="program">dcmj2pnm, or dcml2pnm for JPEG-LS.</param>
    /// <returns>Rows of gray, 0 to 255, not rounded for colours; null and what it says where it cannot.</returns>
    public static (double[]? Gray, string Message) Gray(string path, string options, int frame, string program = "dcmj2pnm")
    {
        string target = Path.GetTempFileName();
        try
        {
            (int exit, string said) = Runs(program, string.Create(CultureInfo.InvariantCulture, $"-q -O +F {frame} {options} +op \"{path}\" \"{target}\""));
            return exit == 0 && new FileInfo(target).Length > 0 ? (ReadPnm(File.ReadAllBytes(target)), said) : (null, said);
        }
        finally
        {
            File.Delete(target);
        }
    }

    /// <summary>A DICOM file, as one of DCMTK's programs writes it anew.</summary>
    /// <param name="program">dcmcjpls, which packs its pixels as JPEG-LS, or dcmdjpls, which unpacks them.</param>
    /// <param name="file">The file.</param>
    /// <param name="options">Of the program.</param>
    public static byte[] Rewritten(string program, byte[] file, string options)
    {
        string folder = Directory.CreateTempSubdirectory("dcmtk").FullName;
        try
        {
            string source = Path.Combine(folder, "in.dcm"), target = Path.Combine(folder, "out.dcm");
            File.WriteAllBytes(source, file);
            (int exit, string said) = Runs(program, $"{options} {source} {target}");
            return exit == 0 ? File.ReadAllBytes(target) : throw new InvalidOperationException($"{program} {options}: {said}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double[] ReadPnm(byte[] file)
    {
        int at = 0;
        string Word()
        {
            while (file[at] <= ' ')
            {
                at++;
            }

            int start = at;
            while (file[at] > ' ')
            {
                at++;
            }

            return Encoding.ASCII.GetString(file, start, at - start);
        }

        bool isGray = Word() == "P5";
        int count = int.Parse(Word(), CultureInfo.InvariantCulture) * int.Parse(Word(), CultureInfo.InvariantCulture);
        Word();
        at++;
        double[] gray = new double[count];
        for (int i = 0; i < count; i++)
        {
            gray[i] = isGray ? file[at + i] : 0.299 * file[at + 3 * i] + 0.587 * file[at + 3 * i + 1] + 0.114 * file[at + 3 * i + 2];
        }

        return gray;
    }

    private static (int Exit, string Said) Runs(string program, string arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            string said = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, (output.Result + said).Trim());
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return (-1, e.Message);
        }
    }
}
