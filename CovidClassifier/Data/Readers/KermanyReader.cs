using CovidClassifier.Data.Drafts;
using CovidClassifier.Data.Patients;

namespace CovidClassifier.Data.Readers;

/// <summary>Kaggle's chest_xray: children of Guangzhou, in three parts, often with a second copy of itself inside.</summary>
internal sealed class KermanyReader : IDatasetReader
{
    public const string Collection = "Kermany 2018";

    private static readonly string[] Classes = ["NORMAL", "PNEUMONIA"];

    public DatasetDescription About { get; } = new()
    {
        Format = "chest-xray-pneumonia",
        Title = "Kaggle chest_xray (Kermany)",
        Classes = "NORMAL: Normal; PNEUMONIA: Pneumonia (bacterial and viral, told apart in the file names)",
        Images = 5_856,
        Licence = "CC BY 4.0",
        Citation = "Kermany, Goldbaum, Cai et al., Cell 172, 2018, 1122; doi:10.17632/rscbjbr9sj",
        Page = "https://www.kaggle.com/datasets/paultimothymooney/chest-xray-pneumonia",
        Layout = "train, test and val (the original: train and test), each with NORMAL and PNEUMONIA; files person12_virus_34.jpeg and IM-0115-0001.jpeg; a "
            + "doubled copy inside is left out",
        Patients = "file names",
        Split = "the folders train, val (16 images) and test",
    };

    public bool Recognises(string path) =>
        new[] { "train", "test" }.All(part => DatasetPlaces.Folder(path, part) is { } folder && Classes.All(c => DatasetPlaces.Folder(folder, c) is not null))
        && Classes.Any(c => DatasetPlaces.Files(DatasetPlaces.Folder(DatasetPlaces.Folder(path, "train")!, c)!, "*").Any(f =>
        PatientNames.Of(Path.GetFileName(f)) is not null));

    public DraftedDataset Read(string path, DatasetOptions options) =>
        FolderDataset.Read(path, options, Classes, (image, _) => image with { Source = Collection, PatientId = PatientNames.Of(image.Path!) });
}
