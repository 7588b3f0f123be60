using CovidClassifier.Data.Drafts;
using CovidClassifier.Data.Folders;

namespace CovidClassifier.Data.Readers;

/// <summary>COVID-QU-Ex. Its two halves hold the same kind of images: the lung half is the whole dataset, the infection half repeats a part of it for other
/// masks and is left out.</summary>
internal sealed class CovidQuExReader : IDatasetReader
{
    private const string Lungs = "Lung Segmentation Data", Infections = "Infection Segmentation Data", Other = "Non-COVID";

    private static readonly string[] Classes = ["COVID-19", Other, "Normal"];
    private static readonly LabelTable Labels = LabelTable.Default.With(LabelTable.Pneumonia, Other);

    public DatasetDescription About { get; } = new()
    {
        Format = "covid-qu-ex",
        Title = "COVID-QU-Ex",
        Classes = "COVID-19: COVID-19; Non-COVID (other infections, viral or bacterial): Pneumonia; Normal: Normal",
        Images = 33_920,
        Licence = "CC BY-SA 4.0",
        Citation = "Tahir, Chowdhury, Khandakar et al., Computers in Biology and Medicine 139, 2021, 105002",
        Page = "https://www.kaggle.com/datasets/anasmohammedtahir/covidqu",
        Layout = "Lung Segmentation Data (alone or beside Infection Segmentation Data), in it Train, Val and Test, each with COVID-19, Non-COVID and Normal, "
            + "each with images/ and lung masks/",
        Patients = "not published",
        Split = "the folders Train, Val and Test",
    };

    public bool Recognises(string path) => Half(path) is not null;

    public DraftedDataset Read(string path, DatasetOptions options)
    {
        DraftedDataset dataset = FolderDataset.Read(Half(path) ?? path, options with { Labels = options.Labels.Over(Labels) }, Classes);
        return DatasetPlaces.Folder(path, Infections) is { } infections && DatasetPlaces.Folder(path, Lungs) is not null
            ? dataset.WithLeftOut(new LeftOut($"{Infections}: repeats images of {Lungs}, and their masks", FolderWalk.Of(infections, _ => { }, _ =>
            { }).AllFiles.Count()))
            : dataset;
    }

    /// <summary>The folder that holds Train, Val and Test; an archive doubles each half's name.</summary>
    private static string? Half(string path)
    {
        string half = DatasetPlaces.Folder(path, Lungs) ?? path;
        half = DatasetPlaces.Folder(half, Lungs) ?? half;
        return new[] { "Train", "Test" }.All(part => DatasetPlaces.Folder(half, part) is { } folder && Classes.All(c => DatasetPlaces.Folder(folder, c)
            is { } one && DatasetPlaces.Folder(one, "images") is not null))
            ? half
            : null;
    }
}
