using CovidClassifier.Auditing.Findings;
using CovidClassifier.Foundation;

namespace CovidClassifier;

/// <summary>How the audits divide the data. The thresholds are not options; see <see cref="AuditRules"/>.</summary>
public sealed record AuditOptions
{
    /// <summary>Into how many folds baselines deal the patients where nobody says otherwise.</summary>
    internal const int StandardFolds = 5;

    /// <summary>Folds for the baselines, by patient; 2 or more. Default 5.</summary>
    public int Folds { get; init => field = Check.AtLeast(value, 2); } = StandardFolds;

    /// <summary>Decides the folds and the draws. Default 0.</summary>
    public long Seed { get; init; }

    /// <summary>
    /// The network, with its way to learn, whose family is trained anew for the audits that ask what pictures give away: the border baseline and the source
    /// classifier. Null (default): those audits do not run, and the report does not list them. The CNN is trained at half its side, on 2,000 images at most:
    /// about two minutes on 2 cores.
    /// </summary>
    public LearningPlan? Network { get; init; }

    /// <summary>How much memory decoded images may take, in bytes; what is above it goes to a temporary file. Default: a quarter of the machine's.</summary>
    public long ImageMemory
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(ImageMemory), value, "ImageMemory must be 0 or more.");
    }
        = UsualMemory.Bytes;
}
