using CovidClassifier.Foundation;
using Microsoft.ML;

namespace CovidClassifier.Packaging.MlNet;

/// <summary>An ML.NET context whose temporary files (a copy of every network that it reads or writes) go with it.</summary>
internal sealed class TidyContext : IDisposable
{
    private readonly DirectoryInfo _temporary;
    private readonly FileStream _hold;

    /// <exception cref="NotSupportedException">ML.NET cannot run in this program.</exception>
    public TidyContext()
    {
        DynamicCode.Require("A model with a head of ML.NET is saved and loaded");
        TemporaryFiles.RemoveAbandoned();
        (_temporary, _hold) = TemporaryFiles.NewFolder();
        Context = new MLContext(seed: 0) { TempFilePath = _temporary.FullName };
    }

    public MLContext Context { get; }

    public void Dispose()
    {
        using FileStream hold = _hold;
        try
        {
            _temporary.Delete(recursive: true);
            File.Delete(_hold.Name);
        }
        catch (IOException)
        {
            // open on Windows: a network inside a caller's own head
        }
    }
}
