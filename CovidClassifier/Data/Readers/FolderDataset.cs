using CovidClassifier.Data.Drafts;
using CovidClassifier.Data.Folders;
using CovidClassifier.Foundation;

namespace CovidClassifier.Data.Readers;

/// <summary>Reads what lies in class folders, for every dataset that is made so.</summary>
internal static class FolderDataset
{
    /// <summary>Every image below a folder, labelled by its class folder.</summary>
    /// <param name="path">The dataset's folder.</param>
    /// <param name="options">The caller's, with the dataset's own label table behind his.</param>
    /// <param name="known">Names that a class folder may have; null: any.</param>
    /// <param name="describe">Adds what the dataset knows of an image.</param>
    /// <exception cref="DatasetException">There are no class folders or no images, the folders can be read in two ways, or there are problems that are not
    /// allowed.</exception>
    public static DraftedDataset Read(
        string path, DatasetOptions options, IReadOnlyList<string>? known = null, Func<XRayImage, DatasetDraft, XRayImage>? describe = null)
    {
        DatasetDraft draft = new(DatasetReaders.NameOf(path), Path.GetFullPath(path), options);
        FolderLayout layout = FolderLayout.Read(draft, path, options);
        if (layout.Unclassed is { } unclassed)
        {
            throw PicturesWithoutClasses.In(unclassed, layout.Patients);
        }

        bool areDays = layout.Images.All(i => i.Below is { } below && FolderNames.IsDate(below));
        bool areNumbersPatients = layout.Images.Count > 0 && !areDays && layout.Images.All(i => i.Below is { } below && (FolderNames.IsNumber(below)
            || FolderNames.IsPatient(below)));
        int byFolder = 0, views = 0;
        string? example = null;
        foreach (PlacedImage placed in layout.Images)
        {
            if (known?.Any(k => LabelTable.AreSame(k, placed.Label)) == false)
            {
                draft.AddProblem(new DatasetProblem(
                    DatasetProblemKind.UnknownLabel, placed.Path, null, $"folder '{placed.Label}' is not one of: {string.Join(", ", known)}"));
                continue;
            }

            string? patient = placed.Patient ?? (placed.Below is { } below && (areNumbersPatients || FolderNames.IsPatient(below)) ? below : null);
            byFolder += patient is null ? 0 : 1;
            example ??= patient;
            XRayImage image = XRayImage.FromFile(placed.Path) with
            {
                Label = placed.Label,
                GivenPart = placed.Part,
                Source = placed.Source,
                PatientId = patient,
            };
            image = describe is null ? image : describe(image, draft);
            string? view = image.View is null ? placed.View ?? ViewNames.OfFile(placed.Path) : null;
            views += view is null ? 0 : 1;
            draft.Add(view is null ? image : image with { View = view });
        }

        if (views > 0)
        {
            draft.AddNote(FormattableString.Invariant($"The views of {views} images are taken from the names of their files or folders."));
        }

        if (byFolder > 0)
        {
            draft.AddNote(FormattableString.Invariant(
                $"The patients of {byFolder} images are taken from the folders that they lie in (for example '{ShownText.Of(example!)}')."));
        }

        return draft.Finish();
    }
}
