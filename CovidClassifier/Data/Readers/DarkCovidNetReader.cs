using CovidClassifier.Data.Drafts;
using System.Text.RegularExpressions;

namespace CovidClassifier.Data.Readers;

/// <summary>DarkCovidNet's folders; see <see cref="XRayDataset.FromDarkCovidNet"/>.</summary>
internal sealed partial class DarkCovidNetReader(string? metadataCsv) : IDatasetReader
{
    public const string NihCollection = "NIH ChestX-ray8";

    private const string CovidFolder = "Covid-19", NormalFolder = "No_findings", PneumoniaFolder = "Pneumonia";

    public DatasetDescription About { get; } = new()
    {
        Format = "darkcovidnet",
        Title = "DarkCovidNet's images",
        Classes = "Covid-19: COVID-19; No_findings: Normal; Pneumonia: Pneumonia; the classes come from different collections, so that a model can tell them "
            + "apart by traces of the collection alone",
        Images = 1_125,
        Licence = "per image (covid-chestxray-dataset's); free to use with attribution to the NIH Clinical Center (NIH's)",
        Citation = "Ozturk, Talo, Yildirim et al., Computers in Biology and Medicine 121, 2020, 103792",
        Page = "https://github.com/muhammedtalo/COVID-19",
        Layout = "Covid-19, No_findings and Pneumonia, with covid-chestxray-dataset's metadata.csv in or beside the folder for the COVID-19 patients",
        Patients = "file names (NIH's); by file name from covid-chestxray-dataset's table",
    };

    public bool Recognises(string path) =>
        DatasetPlaces.Folder(path, CovidFolder) is not null
        && DatasetPlaces.Folder(path, NormalFolder) is { } normal
        && DatasetPlaces.Files(normal, "*").Any(f => NihName().IsMatch(Path.GetFileName(f)));

    public DraftedDataset Read(string path, DatasetOptions options)
    {
        CovidFileNames? covid = MetadataAt(path) is { } metadata ? new CovidFileNames(new CovidChestXRayTable(metadata)) : null;
        return FolderDataset.Read(path, options, [CovidFolder, NormalFolder, PneumoniaFolder], (image, draft) => LabelTable.AreSame(image.Label!, CovidFolder)
            ? covid?.Describe(image, draft) ?? image with { Source = CovidChestXRayTable.Collection }
            : image with { Source = NihCollection, PatientId = NihPatient(image.Path!) });
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

    [GeneratedRegex(@"^(\d+)_\d+\.", RegexOptions.CultureInvariant)]
    private static partial Regex NihName();
}
