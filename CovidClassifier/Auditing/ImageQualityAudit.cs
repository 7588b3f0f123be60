using System.Globalization;
using CovidClassifier.Auditing.Context;
using CovidClassifier.Auditing.Findings;
using CovidClassifier.Auditing.Quality;

namespace CovidClassifier.Auditing;

/// <summary>Lists images that are bad X-rays by their pixels: blank, too dark, blurred, inverted and the like.</summary>
internal sealed class ImageQualityAudit : IAudit
{
    public const string Name = "image quality";

    public AuditFinding Run(AuditContext context, CancellationToken cancellationToken)
    {
        var norms = new PictureNorms([.. context.Scanned.Select(s => s.Facts)]);
        (int Image, PictureFault Fault, double Badness)[] faults =
        [
            .. Enumerable.Range(0, context.Count).SelectMany(i => PictureFaults.Of(context.Scanned[i].Facts, norms).Select(f => (i, f.Fault, f.Badness))),
        ];
        int[] bad = [.. faults.Where(f => !f.Fault.IsCommon).Select(f => f.Image).Distinct()];
        double[] shares =
        [
            .. context.Dataset.ClassNames.Select(
                (_, label) => bad.Count(i => context.Labels[i] == label) / (double)Math.Max(1, context.Labels.Count(l => l == label))),
        ];
        return new AuditFinding
        {
            Name = Name,
            Verdict = shares.Max() > AuditRules.BadImages ? AuditVerdict.Fail : bad.Length > 0 ? AuditVerdict.Warn : AuditVerdict.Pass,
            Measure = "bad images",
            Value = bad.Length,
            Rule = AuditRules.ForQuality,
            Sentence = Describe(context, faults, bad.Length),
            Images =
            [
                .. PictureFaults.All.SelectMany(fault => faults.Where(f => f.Fault == fault).OrderByDescending(f => f.Badness).ThenBy(f => f.Image)
                    .Select(f => context.Audited(f.Image, fault.Name, fault.Remark(context.Scanned[f.Image].Facts, norms), f.Badness))),
            ],
        };
    }

    private static string Describe(AuditContext context, (int Image, PictureFault Fault, double Badness)[] faults, int bad)
    {
        string counted = string.Join(", ", faults.Where(f => !f.Fault.IsCommon).GroupBy(f => f.Fault).OrderByDescending(g => g.Count())
            .Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Count()} {g.Key.Name}")));
        string common = string.Concat(faults.Where(f => f.Fault.IsCommon).GroupBy(f => f.Fault)
            .Select(g => string.Create(CultureInfo.InvariantCulture, $" {g.Count()} of {context.Count} have {g.Key.Name}.")));
        return (bad == 0
            ? "No image is blank, too dark or bright, blurred, inverted, turned, in colour or of an odd size."
            : string.Create(CultureInfo.InvariantCulture,
                $"{bad} of {context.Count} images are bad X-rays by their pixels ({counted}): look at them and leave them out, or a model learns them."))
            + common;
    }
}
