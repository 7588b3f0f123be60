using CovidClassifier.Foundation;
using Microsoft.ML;

namespace CovidClassifier.Packaging.MlNet;

/// <summary>An ML.NET context whose temporary files (a copy of every network that it reads or writes) go with it.</summary>
internal sealed class TidyContext : IDisposable
{
    private readonly DirectoryInfo _temporary;
    private bool _inUse;

    /// <exception cref="NotSupportedException">ML.NET cannot run in this program.</exception>
    public TidyContext()
    {
        DynamicCode.Require("A model with a head of ML.NET is saved and loaded");
        _temporary = Directory.CreateTempSubdirectory("covidclassifier-");
        Context = new MLContext(seed: 0) { TempFilePath = _temporary.FullName };
    }

    public MLContext Context { get; }

    /// <summary>Transformers go on that were loaded here: files that they still hold stay, for saving them again.</summary>
    public void LeaveFilesInUse() => _inUse = true;

    public void Dispose()
    {
        try
        {
            _temporary.Delete(recursive: !_inUse);
        }
        catch (IOException)
        {
            // in use, or open on Windows
        }
    }
}
