using System.Globalization;
using CovidClassifier.Foundation;
using CovidClassifier.Phantoms.Drawing;

namespace CovidClassifier.Phantoms;

/// <summary>
/// Draws X-ray phantoms of two classes. COVID-19: soft patches with a fine net-like texture at the periphery of both lungs. Normal: smooth
/// patches of the same number and size near the hila or in one lung. The classes are twins in everything else: patient number k of one
/// class has the views, source, age and sex of number k of the other, so that no column but the label tells them apart.
/// </summary>
public sealed class PhantomStudy
{
    public const string Covid = "COVID-19";
    public const string Normal = "Normal";

    private static readonly string[] Labels = [Covid, Normal];
    private static readonly string[] Sources = ["Hospital A", "Hospital B"];

    // of four patients two have both views: six images
    private static readonly string[][] Views = [["PA", "AP"], ["PA", "AP"], ["PA"], ["AP"]];

    /// <summary>Images of each class, 1 or more. Default 60.</summary>
    public int ImagesPerClass { get; init; } = 60;

    /// <summary>Width and height in pixels, 64 or more. Default 256.</summary>
    public int Size { get; init; } = 256;

    /// <summary>The root of everything random. Default 1.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>
    /// Plants a shortcut: a marker in the top left corner of every COVID-19 image and no other, while opacities go to half of the patients of
    /// BOTH classes (the first four of every eight), so that the marker alone tells the classes apart. Default false.
    /// </summary>
    public bool HasCornerTag { get; init; }

    /// <summary>
    /// Draws image after image, the classes in turn, a patient's views one after the other. Nothing is kept, so that a study of any size
    /// needs the memory of one image.
    /// </summary>
    public IEnumerable<Phantom> Draw()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ImagesPerClass, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Size, 64);
        var root = new Seed((ulong)Seed).For("phantoms");
        int drawn = 0;
        for (int slot = 0; drawn < ImagesPerClass; slot++)
        {
            string[] views = Views[slot % 4][..Math.Min(Views[slot % 4].Length, ImagesPerClass - drawn)];
            drawn += views.Length;
            bool swapped = root.For("numbering").For(slot).Open().Below(2) == 1;
            for (int c = 0; c < 2; c++)
            {
                // the running number must not tell the class
                int number = 2 * slot + (c == 0 == swapped ? 2 : 1);
                foreach (Phantom phantom in DrawPatient(root, slot, c, number, views))
                {
                    yield return phantom;
                }
            }
        }
    }

    private IEnumerable<Phantom> DrawPatient(Seed root, int slot, int labelIndex, int number, string[] views)
    {
        int block = slot / 4;
        string source = Sources[block % 2];
        string sex = (slot + block / 2) % 2 == 0 ? "F" : "M";
        int age = 25 + root.For("age").For(slot).Open().Below(60);
        string patient = "p" + number.ToString("0000", CultureInfo.InvariantCulture);
        bool hasOpacities = HasCornerTag ? slot % 8 < 4 : labelIndex == 0;

        Seed own = root.For(Labels[labelIndex]).For(slot);
        Anatomy anatomy = Anatomy.Draw(own.For("anatomy").Open(), sex == "M");
        var lesions = Lesions.Draw(own.For("lesions").Open(), hasOpacities);
        foreach (string view in views)
        {
            var film = new Film(Size, anatomy, isAp: view == "AP", isHardFilm: block % 2 == 1, own.For(view));
            IReadOnlyList<Opacity> opacities = film.Expose(lesions);
            if (HasCornerTag && labelIndex == 0)
            {
                CornerTag.Stamp(film.Canvas);
            }

            yield return new Phantom(Labels[labelIndex], patient, source, view, age, sex, opacities, Size, film.Develop());
        }
    }
}
