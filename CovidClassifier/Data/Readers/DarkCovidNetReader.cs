using System.Text.RegularExpressions;
using CovidClassifier.Data.Drafts;
using CovidClassifier.Data.Folders;

namespace CovidClassifier.Data.Readers;

/// <summary>DarkCovidNet's folders; see <see cref="XRayDataset.FromDarkCovidNet"/>.</summary>
internal sealed partial class DarkCovidNetReader(string? metadataCsv) : IDatasetReader
{
    public const string NihCollection = "NIH ChestX-ray8";

    private const string CovidFolder = "Covid-19", NormalFolder = "No_findings", PneumoniaFolder = "Pneumonia";

    public string Format => "darkcovidnet";

    public bool Recognises(string path)
    {
        if (!Directory.Exists(path))
        {
            return false;
        }

        IReadOnlyList<string> folders = ClassFolders.Of(path);
        return folders.Any(f => IsNamed(f, CovidFolder))
            && folders.FirstOrDefault(f => IsNamed(f, NormalFolder)) is { } normal
            && Directory.EnumerateFiles(normal).Any(f => NihName().IsMatch(Path.GetFileName(f)));
    }

    public XRayDataset Read(string path, DatasetOptions options)
    {
        DatasetDraft draft = new(DatasetReaders.NameOf(path), Path.GetFullPath(path), options);
        CovidFileNames? covid = MetadataAt(path) is { } metadata ? new CovidFileNames(new CovidChestXRayTable(metadata), draft) : null;
        ClassFolders.Read(draft, path, [CovidFolder, NormalFolder, PneumoniaFolder], image => LabelTable.AreSame(image.Label!, CovidFolder)
            ? covid?.Describe(image) ?? image with { Source = CovidChestXRayTable.Collection }
            : image with { Source = NihCollection, PatientId = NihPatient(image.Path!) });
        return draft.Finish();
    }

    /// <summary>PATIENT of PATIENT_NNN.png, as the NIH numbers its files; null for another name.</summary>
    internal static string? NihPatient(string path) =>
        NihName().Match(Path.GetFileName(path)) is { Success: true } match ? match.Groups[1].Value : null;

    private string? MetadataAt(string path)
    {
        if (metadataCsv is not null)
        {
            return Directory.Exists(metadataCsv) ? Path.Combine(metadataCsv, CovidChestXRayTable.FileName) : metadataCsv;
        }

        string inside = Path.Combine(path, CovidChestXRayTable.FileName);
        string beside = Path.Combine(Path.GetFullPath(path), "..", CovidChestXRayTable.Collection, CovidChestXRayTable.FileName);
        return new[] { inside, Path.GetFullPath(beside) }.FirstOrDefault(File.Exists);
    }

    private static bool IsNamed(string folder, string name) => LabelTable.AreSame(Path.GetFileName(folder), name);

    [GeneratedRegex(@"^(\d+)_\d+\.", RegexOptions.CultureInvariant)]
    private static partial Regex NihName();
}
