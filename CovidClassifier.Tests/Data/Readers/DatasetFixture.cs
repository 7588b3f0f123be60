namespace CovidClassifier.Tests.Data.Readers;

/// <summary>A small tree in the layout of a public dataset, with lines of its real tables where they are public, and what reading it must give.</summary>
/// <param name="Format">The layout that must be recognised.</param>
/// <param name="Write">Makes the tree.</param>
/// <param name="Classes">Images by class, in words: "COVID-19 2, Normal 1".</param>
/// <param name="Patients">Known patients.</param>
/// <param name="LeftOut">Files and rows that are left out, all reasons together.</param>
/// <param name="Parts">Images for training, validation and test.</param>
internal sealed record DatasetFixture(string Format, Action<TempFolder> Write, string Classes, int Patients, int LeftOut, (int Training, int Validation,
    int Test) Parts = default)
{
    public override string ToString() => Format;

    public static string Describe(XRayDataset dataset) => string.Join(", ", dataset.ClassNames.Select(c => $"{c} {dataset.Images.Count(i => i.Label == c)}"));

    public static int PatientsOf(XRayDataset dataset) => dataset.Images.Select(i => i.PatientId).OfType<string>().Distinct(StringComparer.Ordinal).Count();
}
