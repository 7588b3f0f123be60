using System.Text.RegularExpressions;

namespace CovidClassifier.Data.Folders;

/// <summary>What the name of a folder tells: a mask's place, an image folder that says nothing, a patient, a view, a class.</summary>
internal static partial class FolderNames
{
    private static readonly HashSet<string> Transparent = new(
        ["IMAGE", "IMAGES", "IMG", "IMGS", "PICTURE", "PICTURES", "PICS", "PNG", "PNGS", "JPG", "JPGS", "JPEG", "JPEGS", "DICOM", "DICOMS", "DCM"],
            StringComparer.Ordinal);

    private static readonly HashSet<string> Masks = new(["SEGMENTATION", "SEGMENTATIONS", "GROUNDTRUTH", "GROUNDTRUTHS", "LUNGSEGMENTATION", "ANNOTATIONS"],
        StringComparer.Ordinal);

    private static readonly HashSet<string> Thumbnails = new(["THUMB", "THUMBS", "THUMBNAIL", "THUMBNAILS", "PREVIEW", "PREVIEWS"], StringComparer.Ordinal);

    private static readonly HashSet<string> Tomographies = new(["CT", "CTS", "CTSCAN", "CTSCANS", "CTIMAGE", "CTIMAGES", "CHESTCT", "HRCT"],
        StringComparer.Ordinal);

    private static readonly HashSet<string> ClassWords = new(
    [
        "POSITIVE", "POSITIVES", "POS", "NEGATIVE", "NEGATIVES", "NEG", "NON", "SICK", "ILL", "DISEASE", "DISEASED", "CONTROL", "CONTROLS", "OTHER",
            "OTHERS", "TB", "SARS", "MERS", "ARDS", "COPD", "ILD", "CAP", "VIRAL", "VIRUS",
        "BACTERIAL", "BACTERIA", "FUNGAL", "MASS", "NODULE", "EDEMA", "OEDEMA", "HERNIA", "FIBROSIS", "LUNGLESION", "FRACTURE",
    ], StringComparer.Ordinal);

    private static readonly string[] ClassParts =
    [
        "COVID", "SARSCOV", "NORMAL", "HEALTHY", "PNEUMONI", "TUBERCUL", "NOFINDING", "OPACITY", "EFFUSION", "INFILTRA", "ATELECTAS", "CARDIOMEG",
            "PNEUMOTHORA", "CONSOLIDAT", "EMPHYSEMA", "THICKENING", "CANCER", "INFLUENZA",
    ];

    /// <summary>A folder that holds images and says no more, such as images or png; never a class.</summary>
    public static bool IsTransparent(string name) => Transparent.Contains(LabelTable.KeyOf(name).TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'));

    /// <summary>A folder of masks, drawn beside the X-rays: masks, lung masks, infection masks, leftMask.</summary>
    public static bool IsMask(string name) =>
        LabelTable.KeyOf(name) is var key && (key.EndsWith("MASK", StringComparison.Ordinal) || key.EndsWith("MASKS", StringComparison.Ordinal)
            || Masks.Contains(key));

    /// <summary>A folder of small copies, which programs lay beside the images.</summary>
    public static bool IsThumbnails(string name) => Thumbnails.Contains(LabelTable.KeyOf(name));

    /// <summary>A folder of images that were altered to have more of them: augmented, augmented_data, aug.</summary>
    public static bool IsAltered(string name) =>
        LabelTable.KeyOf(name) is var key && (key is "AUG" or "AUGS" || key.StartsWith("AUGMENT", StringComparison.Ordinal));

    /// <summary>A folder of computed tomographies.</summary>
    public static bool IsTomography(string name) => Tomographies.Contains(LabelTable.KeyOf(name));

    /// <summary>A folder of X-rays by its name: X-ray, CXR, radiographs.</summary>
    public static bool IsXRays(string name) => LabelTable.KeyOf(name) is var key
        && (key.Contains("XRAY", StringComparison.Ordinal) || key.StartsWith("CXR", StringComparison.Ordinal) || key.StartsWith("RADIOGRAPH",
            StringComparison.Ordinal));

    /// <summary>A fold of a cross-validation: fold1, fold_2, k-fold 3, split4.</summary>
    public static bool IsFold(string name) => Fold().IsMatch(name);

    /// <summary>A day, by year, month and day or the other way about: 2020-03-14, 20200314, 14.03.2020.</summary>
    public static bool IsDate(string name) => Date().IsMatch(name);

    /// <summary>Any name that ends with a number behind letters, as patients of a hospital have them: Charite-001.</summary>
    public static bool IsNumbered(string name) => Numbered().IsMatch(name);

    /// <summary>A folder named for the direction in which its images were taken.</summary>
    public static bool IsView(string name) => ViewNames.OfFolder(name) is not null;

    /// <summary>A word for a patient and a number: patient00012, P-7.</summary>
    public static bool IsPatient(string name) => Patient().IsMatch(name);

    /// <summary>A study or series by its number: study12, ses-M01, a unique identifier of DICOM, a long hexadecimal number.</summary>
    public static bool IsStudy(string name) => Study().IsMatch(name);

    /// <summary>Three digits or more and nothing else, which is a patient only where every image lies in such a folder.</summary>
    public static bool IsNumber(string name) => Number().IsMatch(name);

    /// <summary>A class by its whole name: one that the label table or the caller knows, or a word that is used for classes only.</summary>
    public static bool IsClass(string name, DatasetOptions options) => LabelTable.KeyOf(name) is var key
        && (options.Labels.Knows(name) || ClassWords.Contains(key) || (options.ClassNames?.Any(c => LabelTable.AreSame(c, name)) ?? false) || Exact(key));

    /// <summary>A name that speaks of a class: Viral Pneumonia, COVID positive.</summary>
    public static bool MentionsClass(string name, DatasetOptions options) =>
        IsClass(name, options) || LabelTable.KeyOf(name) is var key && ClassParts.Any(p => key.Contains(p, StringComparison.Ordinal));

    private static bool Exact(string key) => ClassParts.Any(p => key.StartsWith(p, StringComparison.Ordinal) && key.Length <= p.Length + 3);

    [GeneratedRegex(
        @"^(?:(?:patients?|pat|pt|person|subject|subj|sub|case|anon|mrn|id|p|s)[-_ .]?\d+[a-z]?|sub-[a-z]{1,3}\d+)$",
            RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Patient();

    [GeneratedRegex(
        @"^(?:(?:study|st|exam|examination|series|session|ses|visit|accession|acc)[-_ .]?[a-z]?\d+|[012](?:\.\d+){4,}|[0-9a-f]{16,}|"
            + @"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$",
            RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Study();

    [GeneratedRegex(@"^\d{3,}$", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(@"^(?:k?[-_ ]?folds?|split|cv)[-_ ]?\d{1,2}$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Fold();

    [GeneratedRegex(
        @"^(?:(?:19|20)\d\d([-_.]?)(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01])|(?:0?[1-9]|[12]\d|3[01])([-_.])(?:0?[1-9]|1[0-2])\2(?:19|20)\d\d)$",
            RegexOptions.CultureInvariant)]
    private static partial Regex Date();

    [GeneratedRegex(@"^\p{L}[\p{L} _.-]*[-_ .]?\d+$", RegexOptions.CultureInvariant)]
    private static partial Regex Numbered();
}
