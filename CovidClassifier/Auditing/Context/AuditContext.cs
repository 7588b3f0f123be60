using CovidClassifier.Auditing.Scanning;
using CovidClassifier.Data.Facts;
using CovidClassifier.Data.Splits;
using CovidClassifier.Evaluation.Statistics;
using CovidClassifier.Foundation;

namespace CovidClassifier.Auditing.Context;

/// <summary>What every audit may look at: the images in dataset order, what the scan saw in each, and how they are divided.</summary>
internal sealed class AuditContext
{
    private readonly int[]? _folds;

    public AuditContext(XRayDataset dataset, IReadOnlyList<ScannedImage> scanned, DatasetSplit? split, AuditOptions options)
    {
        Dataset = dataset;
        Scanned = scanned;
        Options = options;
        Labels = new ClassIndex(dataset.ClassNames).Of(dataset.Images.Select(i => i.Label));
        IReadOnlyList<PatientGroup> patients = dataset.PatientGroups(FoldGrouping.Patient);
        Patients = new int[dataset.Count];
        for (int p = 0; p < patients.Count; p++)
        {
            foreach (int image in patients[p].Images)
            {
                Patients[image] = p;
            }
        }

        PatientCount = patients.Count;
        _folds = patients.Count < options.Folds ? null : [.. dataset.Folds(options.Folds, FoldGrouping.Patient, options.Seed)];
        (Parts, SplitName) = AuditParts.Of(dataset, split, _folds, options);
    }

    public XRayDataset Dataset { get; }

    public IReadOnlyList<ScannedImage> Scanned { get; }

    public AuditOptions Options { get; }

    public int Count => Dataset.Count;

    /// <summary>Index of each image's class.</summary>
    public int[] Labels { get; }

    /// <summary>Number of each image's patient; an image of an unknown one is a patient of its own.</summary>
    public int[] Patients { get; }

    public int PatientCount { get; }

    /// <summary>Folds by patient for baselines; null where there are fewer patients than folds.</summary>
    public IReadOnlyList<int>? Folds => _folds;

    /// <summary>Name of the part of the split that each image is in; null where it is in none.</summary>
    public IReadOnlyList<string?> Parts { get; }

    /// <summary>The split in words.</summary>
    public string SplitName { get; }

    public Seed SeedFor(string audit) => new Seed((ulong)Options.Seed).For("audit").For(audit);

    /// <summary>Who some of the images are of, for intervals.</summary>
    public PatientIndex PatientsOf(IReadOnlyList<int> images) => new([.. images.Select(i => Dataset.Images[i].PatientId)]);

    /// <summary>An image as a finding lists it.</summary>
    public AuditedImage Audited(int image, string kind, string remark, double score) =>
        new(Dataset.Images[image].Name, Dataset.Images[image].Label!, kind, remark, score) { Shown = Dataset.Images[image] };

    public bool AreAcrossParts(int one, int other) => Parts[one] is { } a && Parts[other] is { } b && a != b;
}
