using System.ComponentModel;
using System.Diagnostics;

namespace CovidClassifier.Tests.DicomResults;

/// <summary>A program that tests compare with; a test that needs one that is not installed is skipped.</summary>
internal static class Tool
{
    /// <summary>What it says on both outputs.</summary>
    public static string Run(string name, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(name, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            Task<string> error = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return output + error.Result;
        }
        catch (Win32Exception)
        {
            Assert.Ignore($"needs {name} (Debian: apt-get install dcmtk dicom3tools)");
            throw;
        }
    }
}
