using System.Text.RegularExpressions;
using CovidClassifier.Data.Drafts;
using CovidClassifier.Data.Folders;

namespace CovidClassifier.Data.Readers;

/// <summary>COVID-XRay-5K; see <see cref="XRayDataset.FromCovidXRay5K"/>.</summary>
internal sealed partial class CovidXRay5KReader : IDatasetReader
{
    private const string Covid = "covid", Rest = "non", CheXpert = "CheXpert";

    public string Format => "covid-xray-5k";

    public bool Recognises(string path) =>
        Directory.Exists(path) && new[] { "train", "test" }.All(part => new[] { Covid, Rest }.All(c => Directory.Exists(Path.Combine(path, part, c))));

    public XRayDataset Read(string path, DatasetOptions options)
    {
        bool isNamed = options.Labels.ClassOf(Rest) != Rest;
        DatasetOptions named = isNamed ? options : options with { Labels = options.Labels.With(LabelTable.Other, Rest) };
        DatasetDraft draft = new(DatasetReaders.NameOf(path), Path.GetFullPath(path), named);
        foreach (string part in ClassFolders.Of(path).Where(f => GivenParts.Of(Path.GetFileName(f)) is not null))
        {
            ClassFolders.Read(draft, part, [Covid, Rest], image => Describe(image) with { GivenPart = GivenParts.Of(Path.GetFileName(part)) });
        }

        return draft.Finish();
    }

    private static XRayImage Describe(XRayImage image) => LabelTable.AreSame(image.Label!, Covid)
        ? image with { Source = CovidChestXRayTable.Collection }
        : image with
        {
            Source = CheXpert,
            PatientId = CheXpertName().Match(Path.GetFileName(image.Path!)) is { Success: true } match ? match.Value : null,
        };

    [GeneratedRegex(@"^patient\d+", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex CheXpertName();
}
