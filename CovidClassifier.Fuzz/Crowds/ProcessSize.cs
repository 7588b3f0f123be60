using System.Diagnostics;

namespace CovidClassifier.Fuzz.Crowds;

/// <summary>What this process holds.</summary>
/// <param name="Bytes">Resident.</param>
/// <param name="Handles">Open files, where the system lists them.</param>
internal sealed record ProcessSize(long Bytes, int Handles)
{
    private const string OpenFiles = "/proc/self/fd";

    public static ProcessSize Now()
    {
        using Process own = Process.GetCurrentProcess();
        return new ProcessSize(own.WorkingSet64, Directory.Exists(OpenFiles) ? Directory.GetFileSystemEntries(OpenFiles).Length : own.HandleCount);
    }
}
