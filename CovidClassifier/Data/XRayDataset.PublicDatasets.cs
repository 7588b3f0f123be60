using CovidClassifier.Data.Readers;

namespace CovidClassifier;

public sealed partial class XRayDataset
{
    /// <summary>
    /// CoronaHack (P. Govi, "CoronaHack - Chest X-Ray Dataset", 2020, https://www.kaggle.com/praveengovi/coronahack-chest-xraydataset):
    /// normal and pneumonia X-rays of children from Kermany et al. (Cell 172, 2018, https://data.mendeley.com/datasets/rscbjbr9sj, CC BY 4.0)
    /// beside COVID-19 X-rays of adults from covid-chestxray-dataset (a licence per image). Layout: <c>Chest_xray_Corona_Metadata.csv</c>
    /// above folders <c>train</c> and <c>test</c>, at any of the depths that copies use.
    /// </summary>
    /// <remarks>
    /// COVID-19 where any of the label columns says so, the table's "Pnemonia" is Pneumonia. The column Dataset_type is kept as
    /// <see cref="XRayImage.GivenPart"/>. Patients of Kermany's files come from the name (person534_bacteria, IM-0128), others are not known.
    /// As the classes differ in age and source, a model can tell them apart without seeing the disease.
    /// </remarks>
    /// <param name="path">The folder that holds the table, or the table.</param>
    /// <param name="options">Null: the defaults.</param>
    /// <exception cref="DatasetException">The table does not exist or lacks a column, no image is found, or there are problems that are not
    /// allowed.</exception>
    public static XRayDataset FromCoronaHack(string path, DatasetOptions? options = null) => Read(new CoronaHackReader(), path, options);

    /// <summary>
    /// COVIDx (Wang, Lin and Wong, "COVID-Net", Scientific Reports 10, 2020; https://github.com/lindawangg/COVID-Net, lists under AGPL-3.0,
    /// each image under its collection's licence): lists <c>train...txt</c> and <c>test...txt</c> with patient, file, class and (later
    /// versions) source on each line, beside folders <c>train</c> and <c>test</c>.
    /// </summary>
    /// <remarks>normal, pneumonia and COVID-19 are the classes; in the two-class lists positive is COVID-19 and negative is Other. The list's part
    /// is kept as <see cref="XRayImage.GivenPart"/>.</remarks>
    /// <param name="path">The folder that holds the lists (or their folder <c>splits</c> or <c>labels</c>), or one list.</param>
    /// <param name="options">Null: the defaults.</param>
    /// <exception cref="DatasetException">No image is found, or there are problems that are not allowed.</exception>
    public static XRayDataset FromCovidx(string path, DatasetOptions? options = null) => Read(new CovidxReader(), path, options);

    /// <summary>
    /// COVIDx CT-2 (Gunraj, Sabri, Koff and Wong, "COVID-Net CT-2", Frontiers in Medicine 8, 2022; https://github.com/haydengunraj/COVIDNet-CT;
    /// images: https://www.kaggle.com/hgunraj/covidxct, CC BY-NC-SA 4.0): CT slices. Lists <c>train_...</c>, <c>val_...</c> and
    /// <c>test_COVIDx_CT-2A.txt</c> with file, class (0 normal, 1 pneumonia, 2 COVID-19) and the body's box on each line, with
    /// <c>metadata.csv</c> and a folder of images.
    /// </summary>
    /// <remarks>
    /// Each slice is cut to its box (<see cref="XRayImage.Box"/>). The patient is what the file's name has before the scan (NCP_341); source,
    /// country, age and sex come from metadata.csv by patient, and stay unknown without it. Slices of one scan are nearly equal: never
    /// split them without patients.
    /// </remarks>
    /// <param name="path">The folder that holds the lists (or their folder <c>splits</c>), or one list.</param>
    /// <param name="options">Null: the defaults.</param>
    /// <exception cref="DatasetException">No image is found, or there are problems that are not allowed.</exception>
    public static XRayDataset FromCovidxCt(string path, DatasetOptions? options = null) => Read(new CovidxCtReader(), path, options);

    /// <summary>
    /// COVID-CT (Zhao, Zhang, He and Xie, "COVID-CT-Dataset", 2020, arXiv:2003.13865; https://github.com/UCSD-AI4H/COVID-CT): CT slices cut
    /// from publications, each under its publication's licence. Layout: <c>Images-processed/CT_COVID</c> and <c>CT_NonCOVID</c>, with lists
    /// in <c>Data-split/COVID</c> and <c>NonCOVID</c>.
    /// </summary>
    /// <remarks>NonCOVID is Other. The lists' parts are kept as <see cref="XRayImage.GivenPart"/>. Patients and sources are not known.</remarks>
    /// <param name="path">The folder that holds both folders.</param>
    /// <param name="options">Null: the defaults.</param>
    /// <exception cref="DatasetException">No image is found, or there are problems that are not allowed.</exception>
    public static XRayDataset FromCovidCt(string path, DatasetOptions? options = null) => Read(new CovidCtReader(), path, options);

    /// <summary>
    /// COVID-XRay-5K (Minaee, Kafieh, Sonka et al., "Deep-COVID", Medical Image Analysis 65, 2020; https://github.com/shervinmin/DeepCovid):
    /// COVID-19 X-rays from covid-chestxray-dataset (a licence per image) beside others from CheXpert (Stanford, research use agreement).
    /// Layout: <c>train</c> and <c>test</c>, each with folders <c>covid</c> and <c>non</c>.
    /// </summary>
    /// <remarks>non is Other, unless the label table says otherwise. The folder is kept as <see cref="XRayImage.GivenPart"/>. Patients of CheXpert's
    /// files come from the name (patient00001), others are not known. Each class is one source.</remarks>
    /// <param name="path">The folder that holds train and test.</param>
    /// <param name="options">Null: the defaults.</param>
    /// <exception cref="DatasetException">No image is found, or there are problems that are not allowed.</exception>
    public static XRayDataset FromCovidXRay5K(string path, DatasetOptions? options = null) => Read(new CovidXRay5KReader(), path, options);
}
