using CovidClassifier.Data.Drafts;
using System.Text.RegularExpressions;

namespace CovidClassifier.Data.Readers;

/// <summary>
/// COVID-19 Radiography Database. Its images are gathered from many collections whose names stand in workbooks beside the folders, which are not read: the
/// source stays unknown, and so do the patients.
/// </summary>
internal sealed partial class RadiographyDatabaseReader : IDatasetReader
{
    private const string Covid = "COVID", Normal = "Normal", Viral = "Viral Pneumonia", Opacity = "Lung_Opacity";

    private static readonly LabelTable Labels = LabelTable.Default.With(LabelTable.Pneumonia, Viral).With(LabelTable.Other, Opacity);

    public DatasetDescription About { get; } = new()
    {
        Format = "covid-radiography-database",
        Title = "COVID-19 Radiography Database",
        Classes = "COVID: COVID-19; Normal: Normal; Viral Pneumonia: Pneumonia; Lung_Opacity: Other",
        Images = 21_165,
        Licence = "each image under its collection's licence; Kaggle: data files, original authors",
        Citation = "Chowdhury et al., IEEE Access 8, 2020, 132665; Rahman et al., Computers in Biology and Medicine 132, 2021, 104319",
        Page = "https://www.kaggle.com/datasets/tawsifurrahman/covid19-radiography-database",
        Layout = "COVID, Lung_Opacity, Normal, Viral Pneumonia, each with images/ and masks/ (older releases: images directly); masks are left out",
        Patients = "not published",
    };

    public bool Recognises(string path) =>
        DatasetPlaces.Folder(path, Viral) is { } viral && DatasetPlaces.Folder(path, Normal) is not null
        && (DatasetPlaces.Folder(path, Covid) ?? DatasetPlaces.Folder(path, LabelTable.Covid19)) is not null
        && DatasetPlaces.Files(DatasetPlaces.Folder(viral, "images") ?? viral, "*").Any(f => Name().IsMatch(Path.GetFileName(f)));

    public DraftedDataset Read(string path, DatasetOptions options) =>
        FolderDataset.Read(path, options with { Labels = options.Labels.Over(Labels) }, [Covid, LabelTable.Covid19, Normal, Viral, Opacity]);

    [GeneratedRegex(@"^Viral Pneumonia[ -]*\(?\d+\)?\.png$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Name();
}
