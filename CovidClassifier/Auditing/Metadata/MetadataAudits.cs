using System.Globalization;
using CovidClassifier.Auditing.Findings;
using CovidClassifier.Auditing.Quality;
using CovidClassifier.Auditing.Scanning;

namespace CovidClassifier.Auditing.Metadata;

/// <summary>The baselines on facts.</summary>
internal static class MetadataAudits
{
    public static MetadataAudit Source() => new()
    {
        Name = "source by label",
        Subject = "Sources",
        Rule = AuditRules.ForFacts,
        IsKnown = image => image.Source is not null,
        Columns = images => [MetadataColumn.Of(images.Select(i => i.Image.Source!))],
        Counted = image => image.Source,
        Remark = SourceAccuracy.Describe,
    };

    public static MetadataAudit Header() => new()
    {
        Name = "header baseline",
        Subject = "File headers alone (width, height, format, channels, bit depth, JPEG tables)",
        Rule = AuditRules.ForBaselines,
        Columns = images => HeaderColumns([.. images.Select(i => i.Scanned.Header)]),
    };

    public static MetadataAudit FileSize() => new()
    {
        Name = "file size baseline",
        Subject = "File sizes in bytes",
        Rule = AuditRules.ForFileSize,
        Verdict = AuditRules.OfFileSize,
        Columns = images =>
        [
            MetadataColumn.Of(images.Select(i => (double)i.Scanned.Bytes)),
            MetadataColumn.Of(images.Select(i => i.Scanned.Bytes / ((double)i.Scanned.Header.Width * i.Scanned.Header.Height))),
        ],
    };

    public static MetadataAudit Pictures() => new()
    {
        Name = "picture property baseline",
        Subject = "Properties of the pictures' frame alone (brightness, contrast, sharpness and noise outside the central area, polarity, text at the border)",
        Rule = AuditRules.ForBaselines,
        Columns = images => [.. PictureProperties.All.Select(p => MetadataColumn.Of(images.Select(i => p.Of(i.Scanned.Facts))))],
    };

    public static MetadataAudit Age() => new()
    {
        Name = "age gap",
        Subject = "Ages",
        Rule = AuditRules.ForAges,
        IsKnown = image => image.Age is not null,
        Columns = images => [MetadataColumn.Of(images.Select(i => i.Image.Age!.Value))],
        Counted = image => image.Age is { } age ? (age < AuditRules.AdultAge ? AgeAudit.Child : "adult") : null,
    };

    public static MetadataAudit View() => new()
    {
        Name = "view gap",
        Subject = "Views",
        Rule = AuditRules.ForFacts,
        IsKnown = image => image.View is not null,
        Columns = images => [MetadataColumn.Of(images.Select(i => i.Image.View!.ToUpperInvariant()))],
        Counted = image => image.View,
    };

    private static IReadOnlyList<MetadataColumn> HeaderColumns(IReadOnlyList<HeaderMetadata> headers) =>
    [
        MetadataColumn.Of(headers.Select(h => (double)h.Width)),
        MetadataColumn.Of(headers.Select(h => (double)h.Height)),
        MetadataColumn.Of(headers.Select(h => h.Width / (double)h.Height)),
        MetadataColumn.Of(headers.Select(h => string.Create(CultureInfo.InvariantCulture, $"{h.Width} x {h.Height}"))),
        MetadataColumn.Of(headers.Select(h => $"{h.Format} {h.Pixels}")),
        MetadataColumn.Of(headers.Select(h => h.Tables)),
    ];
}
