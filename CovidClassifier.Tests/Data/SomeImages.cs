using System.Globalization;

namespace CovidClassifier.Tests.Data;

/// <summary>Images made up in memory.</summary>
internal static class SomeImages
{
    public static XRayImage Image(string label, string? patient = null, string name = "x.png") =>
        XRayImage.FromBytes(TempFolder.Png, name) with { Label = label, PatientId = patient };

    /// <summary>One dataset from patients' labels: each inner list is a patient, each entry one image.</summary>
    public static XRayDataset OfPatients(IEnumerable<IReadOnlyList<string>> patients) => XRayDataset.FromImages(patients.SelectMany((labels, p) =>
        labels.Select((label, i) => Image(label, Text($"p{p}"), Text($"{p}-{i}.png")))));

    /// <summary>As many patients as named, each with <paramref name="images"/> images of one class.</summary>
    public static IEnumerable<IReadOnlyList<string>> Patients(int count, int images, string label) =>
        Enumerable.Repeat<IReadOnlyList<string>>([.. Enumerable.Repeat(label, images)], count);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
