using CovidClassifier.Data.Drafts;
using CovidClassifier.Data.Readers;

namespace CovidClassifier;

public sealed partial class XRayDataset
{
    /// <summary>Names that <see cref="Open"/> takes: auto, then one for each layout in <see cref="Known"/>.</summary>
    public static IReadOnlyList<string> Formats { get; } = DatasetReaders.Formats;

    /// <summary>Every dataset and layout that is read: public datasets, then the general layouts.</summary>
    public static IReadOnlyList<DatasetDescription> Known { get; } = [.. DatasetReaders.All.Select(r => r.About)];

    /// <summary>Reads a dataset in any known layout.</summary>
    /// <param name="path">A folder (or a folder that holds nothing but the dataset's), or a table.</param>
    /// <param name="format">One of <see cref="Formats"/>; auto (the default) looks, as <see cref="Detect"/> does.</param>
    /// <param name="options">Null: the defaults.</param>
    /// <exception cref="ArgumentException"><paramref name="format"/> is not one of <see cref="Formats"/>.</exception>
    /// <exception cref="DatasetException">The path does not exist, is not in that layout or in two, holds no image, or has problems that are not
    /// allowed.</exception>
    public static XRayDataset Open(string path, string format = DatasetReaders.Auto, DatasetOptions? options = null)
    {
        RequireExists(path);
        (IDatasetReader reader, string place) = format == DatasetReaders.Auto ? DatasetReaders.Of(path) : DatasetReaders.Named(format, path);
        return Read(reader, place, options);
    }

    /// <summary>
    /// The format that a path is in, by its layout, names and headers; see <see cref="Known"/>. A table by itself that is of no public dataset is
    /// <c>csv</c>, a folder with class folders <c>folder</c>.
    /// </summary>
    /// <exception cref="DatasetException">The path does not exist, or is in no known layout or in two; the message names them.</exception>
    public static string Detect(string path)
    {
        RequireExists(path);
        return DatasetReaders.Of(path).Reader.Format;
    }

    /// <summary>
    /// A folder per class: the name of each class folder is the label of every image in it, however deep. Folders named train, val, test (in any usual
    /// spelling) above or below the classes are parts
    /// (<see cref="XRayImage.GivenPart"/>); folders above the classes that are none are sources; single folders that wrap it all are gone through; folders
    /// images and the like say nothing. Counted in
    /// <see cref="LeftOut"/>: masks, hidden files, documents, tables, code and archives, and second copies. Any other file that is no picture by its first
    /// bytes is a problem, and so is a picture outside the class
    /// folders. What was taken how is in <see cref="Notes"/>, what is doubtful in <see cref="Warnings"/>, folders that can be read in two ways are refused.
    /// </summary>
    /// <exception cref="DatasetException">The folder does not exist, holds no image, or has problems that are not allowed.</exception>
    public static XRayDataset FromFolder(string path, DatasetOptions? options = null) => Read(new FolderReader(), path, options);

    /// <summary>
    /// A table with one row per image: its file, its label or labels and what else is known. Comma, semicolon, tab or bar, or what a first line "sep=" says;
    /// quoted fields may span lines; plain or packed with gzip;
    /// UTF-8, UTF-16 or UTF-32, with or without mark, or Windows-1252. File names are relative to the table's folder, or absolute; one that is not there is
    /// read from the only file that differs in Unicode form, case,
    /// extension or folder. A file named by two patients joins them into one.
    /// </summary>
    /// <param name="path">The table, or a folder that holds manifest.csv.</param>
    /// <param name="columns">Which column holds what; null: the usual names, see <see cref="CsvColumns"/>.</param>
    /// <param name="options">Null: the defaults.</param>
    /// <exception cref="DatasetException">The table does not exist, lacks a column (the message lists those present), or has problems that
    /// are not allowed.</exception>
    public static XRayDataset FromCsv(string path, CsvColumns? columns = null, DatasetOptions? options = null) =>
        Read(new ManifestReader(columns ?? new()), path, options);

    /// <summary>
    /// covid-chestxray-dataset (Cohen, Morrison, Dao et al., "COVID-19 Image Data Collection: Prospective Predictions Are the Future",
    /// 2020, arXiv:2006.11988; https://github.com/ieee8023/covid-chestxray-dataset): X-rays and CT slices gathered from publications and
    /// hospitals. Each image has its own licence, in the column <c>license</c> (Creative Commons for most); the metadata is CC BY-NC-SA
    /// 4.0. Layout: <c>metadata.csv</c> beside <c>images/</c>.
    /// </summary>
    /// <remarks>
    /// Every row is accounted for. A row whose file is not there is a problem, whatever its modality, and every public copy has such rows:
    /// expect to read it with <see cref="DatasetOptions.AllowProblems"/>. Two patients that claim one file are joined under the ordinally
    /// first number and reported. The default <see cref="CovidChestXRayFilter"/> keeps X-rays of every view but L. Patient, view, age and
    /// sex come from the table; the source is the collection, since its <c>location</c> (kept too, with offset and licence) is free text in very many
    /// spellings.
    /// </remarks>
    /// <param name="path">The folder that holds metadata.csv.</param>
    /// <param name="filter">Which rows to keep and how to label them; null: the defaults.</param>
    /// <param name="options">Null: the defaults.</param>
    /// <exception cref="DatasetException">The folder or table does not exist, lacks a column, or has problems that are not
    /// allowed.</exception>
    public static XRayDataset FromCovidChestXRay(string path, CovidChestXRayFilter? filter = null, DatasetOptions? options = null) =>
        Read(new CovidChestXRayReader(filter ?? new()), path, options);

    /// <summary>
    /// DarkCovidNet's images (Ozturk, Talo, Yildirim et al., "Automated detection of COVID-19 cases using deep neural networks with X-ray
    /// images", Computers in Biology and Medicine 121, 2020; https://github.com/muhammedtalo/COVID-19): folders <c>Covid-19</c> (from
    /// covid-chestxray-dataset, a licence per image), <c>No_findings</c> and <c>Pneumonia</c> (from NIH ChestX-ray8: Wang et al. 2017,
    /// https://nihcc.app.box.com/v/ChestXray-NIHCC, free to use with attribution to the NIH Clinical Center). Folders may be absent; a
    /// folder of another name is a problem.
    /// </summary>
    /// <remarks>
    /// The classes come from different collections, so a model can tell them apart by traces of the collection alone. Patients of NIH files
    /// come from the name (PATIENT_NNN); patients, view, age and sex of COVID files by file name from covid-chestxray-dataset's table.
    /// Where neither knows, the patient stays unknown.
    /// </remarks>
    /// <param name="path">The folder that holds the class folders.</param>
    /// <param name="metadataCsv">
    /// covid-chestxray-dataset's metadata.csv, or the folder that holds it; null: taken from <paramref name="path"/> itself or from a
    /// folder <c>covid-chestxray-dataset</c> beside it, where there is one.
    /// </param>
    /// <param name="options">Null: the defaults.</param>
    /// <exception cref="DatasetException">The folder or the given table does not exist, no image is found, or there are problems that are
    /// not allowed.</exception>
    public static XRayDataset FromDarkCovidNet(string path, string? metadataCsv = null, DatasetOptions? options = null) =>
        Read(new DarkCovidNetReader(metadataCsv), path, options);

    /// <summary>Images at hand. Labels go through the label table as everywhere; an image without a label or whose file is missing is a
    /// problem.</summary>
    /// <param name="images">In the order that <see cref="Images"/> shall have.</param>
    /// <param name="name">For messages and the model card.</param>
    /// <param name="options">Null: the defaults.</param>
    /// <exception cref="ArgumentException">One of <paramref name="images"/> is null, or <paramref name="name"/> is blank.</exception>
    /// <exception cref="DatasetException">There is no image, or there are problems that are not allowed.</exception>
    public static XRayDataset FromImages(IEnumerable<XRayImage> images, string name = "images", DatasetOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        DatasetDraft draft = new(name, root: null, options ?? new());
        int number = 0;
        foreach (XRayImage image in images)
        {
            number++;
            draft.Add(image ?? throw new ArgumentException(
                FormattableString.Invariant($"The images must not hold null, but image {number} is."), nameof(images)));
        }

        return Of(draft.Finish());
    }

    private static XRayDataset Read(IDatasetReader reader, string path, DatasetOptions? options)
    {
        RequireExists(path);
        return Of(reader.Read(path, options ?? new())).ReadAs(reader.Format);
    }

    private static void RequireExists(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (!Path.Exists(path))
        {
            throw new DatasetException($"Dataset '{path}' must be a folder or a table that exists, but there is nothing at that path.", path);
        }
    }
}
