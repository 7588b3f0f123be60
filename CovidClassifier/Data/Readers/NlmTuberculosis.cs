using System.Text.RegularExpressions;
using CovidClassifier.Data.Drafts;
using CovidClassifier.Data.Facts;
using CovidClassifier.Data.Folders;
using CovidClassifier.Data.Patients;
using CovidClassifier.Data.Tables;

namespace CovidClassifier.Data.Readers;

/// <summary>
/// The two tuberculosis sets of the National Library of Medicine: the last digit of a file's name is its class, and a text beside it holds sex and age.
/// Their page asks to be cited and names no licence; each patient has one
/// image.
/// </summary>
internal static partial class NlmTuberculosis
{
    public const string Images = "CXR_png", Readings = "ClinicalReadings", Tuberculosis = "Tuberculosis";

    public const string Classes = "file names ending in 0: Normal; in 1: Tuberculosis, a class of its own";

    public const string Citation = "Jaeger, Candemir, Antani et al., Quantitative Imaging in Medicine and Surgery 4, 2014, 475";

    public const string Licence = "public, with attribution to the National Library of Medicine";

    public static bool IsAt(string path, string prefix) => DatasetPlaces.Files(Folder(path), $"{prefix}_*.png").Any();

    public static DraftedDataset Read(string path, string prefix, string collection, DatasetOptions options)
    {
        DatasetDraft draft = new(DatasetReaders.NameOf(path), Path.GetFullPath(path), options);
        draft.AddClass(LabelTable.Normal);
        draft.AddClass(Tuberculosis);
        foreach (FolderTree masks in FolderWalk.Of(path, _ => { }, _ => { }).Folders.Where(f => FolderNames.IsMask(f.Name)))
        {
            draft.AddLeftOut(new LeftOut(Reasons.Mask, masks.AllFiles.Count()));
        }

        foreach (string file in FolderWalk.Of(Folder(path), draft.AddProblem, draft.AddLeftOut).Files)
        {
            string name = Path.GetFileName(file);
            if (FileNames.IsDocument(name) || FileNames.IsMask(name))
            {
                draft.AddLeftOut(new LeftOut(FileNames.IsMask(name) ? Reasons.Mask : Reasons.Document, 1));
                continue;
            }

            Match parts = Name().Match(name);
            if (!parts.Success || !string.Equals(parts.Groups["set"].Value, prefix, StringComparison.OrdinalIgnoreCase))
            {
                draft.AddProblem(new DatasetProblem(DatasetProblemKind.UnknownLabel, file, null,
                    $"its name is not {prefix}_, four digits, and 0 or 1 for the class"));
                continue;
            }

            (string? sex, double? age) = Reading(Path.Combine(path, Readings, Path.ChangeExtension(name, ".txt")));
            draft.Add(XRayImage.FromFile(file) with
            {
                Label = parts.Groups["class"].Value == "1" ? Tuberculosis : LabelTable.Normal,
                PatientId = PatientNames.Of(name),
                Source = collection,
                Sex = sex,
                Age = age,
            });
        }

        return draft.Finish();
    }

    private static string Folder(string path) => DatasetPlaces.Folder(path, Images) ?? path;

    /// <summary>"Patient's Sex: F" and "Patient's Age: 027Y" on two lines, or "male 45yrs" on one.</summary>
    private static (string? Sex, double? Age) Reading(string path)
    {
        string text = File.Exists(path) ? TableText.Head(path) : "";
        string? sex = Sex().Match(text) is { Success: true } word ? PatientFacts.ReadSex(word.Groups["sex"].Value) : null;
        return (sex is "M" or "F" ? sex : null, Age().Match(text) is { Success: true } number && PatientFacts.TryParseAge(number.Groups["age"].Value,
            out double? years) ? years : null);
    }

    [GeneratedRegex(@"^(?<set>MCUCXR|CHNCXR)_\d{4}_(?<class>[01])\.", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Name();

    [GeneratedRegex(@"\b(?:Sex:\s*)?(?<sex>female|male|F|M)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Sex();

    [GeneratedRegex(@"(?<age>\d+)\s*(?:Y\b|yrs?\b|years?\b)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Age();
}
