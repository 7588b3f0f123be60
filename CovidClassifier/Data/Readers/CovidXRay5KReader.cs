using CovidClassifier.Data.Drafts;
using CovidClassifier.Data.Patients;

namespace CovidClassifier.Data.Readers;

/// <summary>COVID-XRay-5K: COVID-19 X-rays from covid-chestxray-dataset beside others from CheXpert, so that each class is one source.</summary>
internal sealed class CovidXRay5KReader : IDatasetReader
{
    private const string Covid = "covid", Rest = "non", CheXpert = "CheXpert";

    private static readonly LabelTable Labels = LabelTable.Default.With(LabelTable.Other, Rest);

    public DatasetDescription About { get; } = new()
    {
        Format = "covid-xray-5k",
        Title = "COVID-XRay-5K",
        Classes = "covid: COVID-19; non: Other",
        Images = 5_184,
        Licence = "per image (covid-chestxray-dataset's); Stanford University dataset research use agreement (CheXpert's)",
        Citation = "Minaee, Kafieh, Sonka et al., Medical Image Analysis 65, 2020, 101794",
        Page = "https://github.com/shervinmin/DeepCovid",
        Layout = "train and test, each with covid and non",
        Patients = "file names of CheXpert's images; others are not known",
        Split = "the folders train and test",
    };

    public bool Recognises(string path) =>
        new[] { "train", "test" }.All(part => new[] { Covid, Rest }.All(c => Directory.Exists(Path.Combine(path, part, c))));

    public DraftedDataset Read(string path, DatasetOptions options) => FolderDataset.Read(
        path,
        options with { Labels = options.Labels.Over(Labels) },
        [Covid, Rest],
        (image, _) => LabelTable.AreSame(image.Label!, Covid)
            ? image with { Source = CovidChestXRayTable.Collection }
            : image with { Source = CheXpert, PatientId = PatientNames.Of(image.Path!) });
}
