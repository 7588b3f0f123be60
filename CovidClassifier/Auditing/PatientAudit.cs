using System.Globalization;
using CovidClassifier.Auditing.Context;
using CovidClassifier.Auditing.Findings;

namespace CovidClassifier.Auditing;

/// <summary>Looks for patients with images in two parts of the split.</summary>
internal sealed class PatientAudit : IAudit
{
    public AuditFinding Run(AuditContext context, CancellationToken cancellationToken)
    {
        string[] torn =
        [
            .. Enumerable.Range(0, context.Count)
                .Where(i => context.Dataset.Images[i].PatientId is not null && context.Parts[i] is not null)
                .GroupBy(i => context.Dataset.Images[i].PatientId!, StringComparer.Ordinal)
                .Where(g => g.Select(i => context.Parts[i]).Distinct().Count() > 1)
                .Select(g => g.Key)
                .Order(StringComparer.Ordinal),
        ];
        bool isUnknown = context.Dataset.KnownPatientShare < 1 || context.Parts.All(p => p is null);
        return new AuditFinding
        {
            Name = "patients across the split",
            Verdict = torn.Length > 0 ? AuditVerdict.Fail : isUnknown ? AuditVerdict.Unknown : AuditVerdict.Pass,
            Measure = "patients",
            Value = torn.Length,
            Rule = AuditRules.ForPatients,
            Sentence = Describe(context, torn),
        };
    }

    private static string Describe(AuditContext context, string[] torn)
    {
        XRayDataset dataset = context.Dataset;
        return torn.Length > 0
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{torn.Length} patients have images in two parts of {context.SplitName} (for example {string.Join(", ", torn.Take(3))}): the test measures " +
                    $"how well patients are recognised.")
            : context.Parts.All(p => p is null)
                ? $"Cannot be judged: there is {context.SplitName}."
            : dataset.KnownPatientShare < 1
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"No known patient stands in two parts of {context.SplitName}, but the patient is known for only {100 * dataset.KnownPatientShare:0.0} " +
                        $"% of the images.")
                : $"No patient stands in two parts of {context.SplitName}.";
    }
}
