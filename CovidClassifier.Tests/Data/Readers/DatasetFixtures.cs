namespace CovidClassifier.Tests.Data.Readers;

/// <summary>Every public dataset that is read, small.</summary>
internal static class DatasetFixtures
{
    private const string CheXpertLabels = "No Finding,Enlarged Cardiomediastinum,Cardiomegaly,Lung Opacity,Lung "
        + "Lesion,Edema,Consolidation,Pneumonia,Atelectasis,Pneumothorax,Pleural Effusion,Pleural Other,Fracture,Support Devices";

    private const string InitiativeColumns = "patientid,offset,sex,age,finding,survival,temperature,pO2 saturation,view,modality";

    private const string NihHeader = "Image Index,Finding Labels,Follow-up #,Patient ID,Patient Age,Patient Gender,View "
        + "Position,OriginalImage[Width,Height],OriginalImagePixelSpacing[x,y],";

    private const string PadChestHeader =
        ",ImageID,ImageDir,StudyDate_DICOM,StudyID,PatientID,PatientBirth,PatientSex_DICOM,ViewPosition_DICOM,Projection,MethodProjection,Pediatric," +
        "Modality_DICOM,Report,MethodLabel,Labels";

    private const string VinDrLabels = "Aortic enlargement,Atelectasis,Calcification,Cardiomegaly,Clavicle fracture,Consolidation,Edema,Emphysema,Enlarged "
        + "PA,ILD,Infiltration,Lung Opacity,Lung cavity,Lung cyst,Mediastinal shift,Nodule/Mass,Pleural effusion,Pleural thickening,Pneumothorax,Pulmonary "
        + "fibrosis,Rib fracture,Other lesion,COPD,Lung tumor,Pneumonia,Tuberculosis,Other disease,No finding";

    public static IReadOnlyList<DatasetFixture> All { get; } =
    [
        new("covid-chestxray", CovidChestXRay, "COVID-19 1, Other 1", 2, 2),
        new("coronahack", CoronaHack, "COVID-19 1, Normal 1, Pneumonia 1", 2, 0, (2, 0, 1)),
        new("covidx", Covidx, "COVID-19 2, Other 1", 3, 0, (2, 0, 1)),
        new("covidx-ct", CovidxCt, "COVID-19 1, Normal 1, Pneumonia 1", 3, 0, (1, 1, 1)),
        new("covid-ct", CovidCt, "COVID-19 2, Other 1", 0, 0, (1, 1, 1)),
        new("covid-xray-5k", CovidXRay5K, "COVID-19 2, Other 2", 1, 0, (2, 0, 2)),
        new("darkcovidnet", DarkCovidNet, "COVID-19 1, Normal 1, Pneumonia 1", 2, 0),
        new("covid-radiography-database", RadiographyDatabase, "COVID-19 2, Normal 1, Other 1, Pneumonia 1", 0, 7),
        new("chest-xray-pneumonia", Kermany, "Normal 3, Pneumonia 3", 5, 8, (2, 2, 2)),
        new("figure1-covid", Figure1, "COVID-19 3, Pneumonia 1", 3, 1),
        new("actualmed-covid", Actualmed, "COVID-19 1, Normal 2", 2, 1),
        new("covid-19-image-repository", Hannover, "COVID-19 3", 2, 0),
        new("covid-qu-ex", CovidQuEx, "COVID-19 3, Normal 1, Pneumonia 1", 0, 8, (3, 1, 1)),
        new("nih-chestxray14", Nih, "Normal 2, Other 1, Pneumonia 1", 3, 0, (3, 0, 1)),
        new("chexpert", CheXpert, "Normal 2, Other 1, Pneumonia 1", 4, 2, (3, 1, 0)),
        new("mimic-cxr-jpg", Mimic, "Normal 1, Other 1, Pneumonia 1", 2, 2, (1, 1, 1)),
        new("padchest", PadChest, "Normal 1, Other 1, Pneumonia 1", 3, 2),
        new("rsna-pneumonia", Rsna, "Normal 1, Other 1, Pneumonia 1", 2, 1),
        new("vindr-cxr", VinDr, "Normal 2, Other 1, Pneumonia 1", 0, 1, (2, 0, 2)),
        new("montgomery-tb", Montgomery, "Normal 1, Tuberculosis 1", 2, 4),
        new("shenzhen-tb", Shenzhen, "Normal 1, Tuberculosis 1", 2, 2),
    ];

    private static void CovidChestXRay(TempFolder folder) => folder.Images("images/a.jpeg", "images/b.jpg", "images/l.png", "images/c.jpg")
        .Text(
            "metadata.csv",
            "patientid,offset,sex,age,finding,survival,view,modality,date,location,folder,filename,license",
            "2,0,M,65,COVID-19,Y,PA,X-ray,\"January 22, 2020\",\"Cho Ray Hospital, Ho Chi Minh City, Vietnam\",images,a.jpeg,CC BY",
            "3,1,F,40,SARS,Y,AP,X-ray,2003,Toronto,images,b.jpg,",
            "4,1,F,40,COVID-19,Y,L,X-ray,2020,Milan,images,l.png,",
            "5,1,F,40,COVID-19,Y,Axial,CT,2020,Milan,images,c.jpg,");

    private static void CoronaHack(TempFolder folder) => folder
        .Images("Coronahack-Chest-XRay-Dataset/Coronahack-Chest-XRay-Dataset/train/IM-0128-0001.jpeg",
            "Coronahack-Chest-XRay-Dataset/Coronahack-Chest-XRay-Dataset/train/c.jpg")
        .Images("Coronahack-Chest-XRay-Dataset/Coronahack-Chest-XRay-Dataset/test/person5_virus_9.jpeg")
        .Text(
            "Chest_xray_Corona_Metadata.csv",
            ",X_ray_image_name,Label,Dataset_type,Label_2_Virus_category,Label_1_Virus_category",
            "0,IM-0128-0001.jpeg,Normal,TRAIN,,", "1,c.jpg,Pnemonia,TRAIN,COVID-19,Virus", "2,person5_virus_9.jpeg,Pnemonia,TEST,,Virus");

    private static void Covidx(TempFolder folder) => folder.Images("train/a b.png", "train/n.png", "test/c.png")
        .Text("train_COVIDx9A.txt", "7 a b.png positive cohen", "8 n.png negative rsna").Text("test_COVIDx9A.txt", "9 c.png positive sirm");

    private static void CovidxCt(TempFolder folder) => folder
        .Images("2A_images/NCP_341_1834_0022.png", "2A_images/normalcd3_patient420_SR_2_IM00035.png", "2A_images/CP_1222_3440_0075.png")
        .Text("train_COVIDx_CT-2A.txt", "NCP_341_1834_0022.png 2 0 130 512 429").Text("val_COVIDx_CT-2A.txt", "CP_1222_3440_0075.png 1 6 65 477 394")
        .Text("test_COVIDx_CT-2A.txt", "normalcd3_patient420_SR_2_IM00035.png 0 69 69 427 373");

    private static void CovidCt(TempFolder folder) => folder.Images("Images-processed/CT_COVID/a, b.png", "Images-processed/CT_COVID/c.png",
        "Images-processed/CT_NonCOVID/1.jpg")
        .Text("Data-split/COVID/trainCT_COVID.txt", "a, b.png").Text("Data-split/COVID/testCT_COVID.txt",
            "c.png").Text("Data-split/NonCOVID/valCT_NonCOVID.txt", "1.jpg");

    private static void CovidXRay5K(TempFolder folder) =>
        folder.Images("train/covid/a.png", "train/non/patient00001_study1_view1_frontal.jpg", "test/covid/b.png", "test/non/x.png");

    private static void DarkCovidNet(TempFolder folder) => folder.Images("Covid-19/one.png", "No_findings/00000001_000.png", "Pneumonia/00000002_002.png");

    private static void RadiographyDatabase(TempFolder folder) => folder
        .Images("COVID/images/COVID-1.png", "COVID/images/COVID-2.png", "COVID/masks/COVID-1.png", "COVID/masks/COVID-2.png")
        .Images("Lung_Opacity/images/Lung_Opacity-1.png", "Lung_Opacity/masks/Lung_Opacity-1.png", "Normal/images/Normal-1.png", "Normal/masks/Normal-1.png")
        .Images("Viral Pneumonia/images/Viral Pneumonia-1.png", "Viral Pneumonia/masks/Viral Pneumonia-1.png")
        .Write("COVID.metadata.xlsx", "PK\u0003\u0004"u8.ToArray()).Text("README.md.txt", "COVID-19 CHEST X-RAY DATABASE");

    private static void Kermany(TempFolder folder)
    {
        string[] files =
        [
            "train/NORMAL/IM-0115-0001.jpeg", "train/PNEUMONIA/person1_bacteria_1.jpeg", "val/NORMAL/NORMAL2-IM-1427-0001.jpeg",
                "val/PNEUMONIA/person1946_bacteria_4874.jpeg", "test/NORMAL/IM-0001-0001.jpeg",
            "test/PNEUMONIA/person1_bacteria_2.jpeg",
        ];
        folder.Images([.. files.Select(f => $"chest_xray/{f}"), .. files.Select(f => $"chest_xray/chest_xray/{f}"),
            .. files.Select(f => $"chest_xray/__MACOSX/chest_xray/{f}")]).Text("chest_xray/train/.DS_Store");
    }

    private static void Figure1(TempFolder folder) => folder.Images("images/COVID-00001.jpg", "images/COVID-00003a.jpg", "images/COVID-00003b.png",
        "images/COVID-00050.jpg", "images/COVID-00005.jpg")
        .Text(
            "metadata.csv",
            InitiativeColumns + ",originalfile,artifacts/distortion,notes",
            "COVID-00001,13,M,33,COVID-19,,,58,AP erect,X-ray,COVID-0001.jpeg,,\"O2 saturation was initially 58% on room air\"",
            "COVID-00003a,8,M,28,COVID-19,,39.1,90,AP erect,X-ray,COVID-0024.jpeg,,",
            "COVID-00003b,8,M,28,COVID-19,,39.1,90,AP erect,X-ray,COVID-0025.jpeg,,Post-intubation in the critical care setting",
            "COVID-00050,,F,50+,Pneumonia,,,,PA,X-ray,,,",
            "COVID-00005,,,,,,,,,X-ray,,,");

    private static void Actualmed(TempFolder folder) => folder.Images("images/CR.1.png", "images/CR.2.png", "images/CR.3.png", "images/DX.4.png")
        .Text(
            "metadata.csv",
            InitiativeColumns + ",imagename,artifacts/distortion,notes",
            "ANON196,,,,,,,,PA,X-ray,CR.1.png,,\"Inconclusive, date taken (YYYYMMDD): 20200313\"",
            "ANON56,,,,No finding,,,,PA,X-ray,CR.2.png,,\"Negative (covid-19 viral infection is excluded), date taken (YYYYMMDD): 20200317\"",
            "ANON56,,,,No finding,,,,PA,X-ray,CR.3.png,,",
            "ANON196,,,,COVID-19,,,,PA,X-ray,DX.4.png,,\", date taken (YYYYMMDD): 20200318\"");

    private static void Hannover(TempFolder folder) => folder.Images("png/5f619d7e.png", "png/4d98e1de.png", "png/80b5f00f.png")
        .Text(
            "data.csv",
            "patient_id,image_id,sex,age,size,weight,admission_offset,icu_admission_offset,icu_release_offset,death_offset,modality,projection",
            "0f2b9fbd,5f619d7e,m,,,,0,,,,DX,pa", "177330aa,4d98e1de,m,,,,-1,,,,DX,pa", "177330aa,80b5f00f,m,,,,-3,,,,DX,pa");

    private static void CovidQuEx(TempFolder folder)
    {
        string[] lung = ["Train/COVID-19/A/covid_1.png", "Train/COVID-19/A/covid_2.png", "Train/Normal/A/1.png", "Val/COVID-19/A/covid_3.png",
            "Test/Non-COVID/A/non_COVID (1).png"];
        string[] empty = ["Train/Non-COVID", "Val/Normal", "Val/Non-COVID", "Test/COVID-19", "Test/Normal"];
        foreach (string place in empty)
        {
            Directory.CreateDirectory(folder[$"Lung Segmentation Data/Lung Segmentation Data/{place}/images"]);
        }

        folder.Images([.. lung.Select(f => $"Lung Segmentation Data/Lung Segmentation Data/{f.Replace("/A/", "/images/", StringComparison.Ordinal)}")])
            .Images([.. lung.Select(f => $"Lung Segmentation Data/Lung Segmentation Data/{f.Replace("/A/", "/lung masks/", StringComparison.Ordinal)}")])
            .Images("Infection Segmentation Data/Infection Segmentation Data/Train/COVID-19/images/covid_1.png")
            .Images("Infection Segmentation Data/Infection Segmentation Data/Train/COVID-19/infection masks/covid_1.png")
            .Images("Infection Segmentation Data/Infection Segmentation Data/Train/COVID-19/lung masks/covid_1.png");
    }

    private static void Nih(TempFolder folder) => folder
        .Images("images_001/images/00000001_000.png", "images_001/images/00000001_001.png", "images_002/images/00001336_000.png",
            "images_012/images/00030805_000.png")
        .Text(
            "Data_Entry_2017.csv",
            NihHeader,
            "00000001_000.png,Cardiomegaly|Emphysema,0,1,058Y,M,PA,2682,2749,0.143,0.143,", "00000001_001.png,No Finding,1,1,058Y,M,PA,2894,2729,0.143,0.143,",
            "00001336_000.png,Infiltration|Pneumonia,0,1336,081Y,F,AP,2048,2500,0.168,0.168,",
                "00030805_000.png,No Finding,0,30805,027Y,M,PA,2048,2500,0.168,0.168,")
        .Text("train_val_list.txt", "00000001_000.png", "00000001_001.png", "00001336_000.png").Text("test_list.txt", "00030805_000.png");

    private static void CheXpert(TempFolder folder) => folder
        .Images("CheXpert-v1.0-small/train/patient00001/study1/view1_frontal.jpg", "CheXpert-v1.0-small/train/patient00002/study2/view1_frontal.jpg",
            "CheXpert-v1.0-small/train/patient00002/study1/view2_lateral.jpg")
        .Images("CheXpert-v1.0-small/train/patient00003/study1/view1_frontal.jpg", "CheXpert-v1.0-small/train/patient00004/study1/view1_frontal.jpg",
            "CheXpert-v1.0-small/valid/patient64541/study1/view1_frontal.jpg")
        .Text(
            "CheXpert-v1.0-small/train.csv",
            "Path,Sex,Age,Frontal/Lateral,AP/PA," + CheXpertLabels,
            "CheXpert-v1.0-small/train/patient00001/study1/view1_frontal.jpg,Female,68,Frontal,AP,1.0,,,,,,,,,0.0,,,,1.0",
            "CheXpert-v1.0-small/train/patient00002/study2/view1_frontal.jpg,Female,87,Frontal,AP,,,-1.0,1.0,,-1.0,-1.0,,-1.0,,-1.0,,1.0,",
            "CheXpert-v1.0-small/train/patient00002/study1/view2_lateral.jpg,Female,83,Lateral,,,,,1.0,,,-1.0,,,,,,1.0,",
            "CheXpert-v1.0-small/train/patient00003/study1/view1_frontal.jpg,Male,41,Frontal,AP,,,,,,1.0,,1.0,,0.0,,,,",
            "CheXpert-v1.0-small/train/patient00004/study1/view1_frontal.jpg,Female,20,Frontal,PA,,0.0,,,,,0.0,-1.0,,,0.0,,,")
        .Text(
            "CheXpert-v1.0-small/valid.csv",
            "Path,Sex,Age,Frontal/Lateral,AP/PA," + CheXpertLabels,
            "CheXpert-v1.0-small/valid/patient64541/study1/view1_frontal.jpg,Male,73,Frontal,AP,1.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0");

    private static void Mimic(TempFolder folder)
    {
        string[] images = ["p10/p10000032/s50414267/a.jpg", "p10/p10000032/s50414267/b.jpg", "p10/p10000032/s53189527/c.jpg",
            "p10/p10000764/s57375967/d.jpg", "p10/p10000764/s57375967/e.jpg"];
        folder.Images([.. images.Select(i => $"files/{i}")])
            .Text(
                "mimic-cxr-2.0.0-metadata.csv",
                "dicom_id,subject_id,study_id,PerformedProcedureStepDescription,ViewPosition,Rows,Columns,StudyDate",
                "a,10000032,50414267,CHEST (PA AND LAT),PA,3056,2544,21800506", "b,10000032,50414267,CHEST (PA AND LAT),LATERAL,3056,2544,21800506",
                    "c,10000032,53189527,CHEST,AP,3056,2544,21800626",
                "d,10000764,57375967,CHEST,AP,2539,3050,21321015", "e,10000764,57375967,CHEST,,2539,3050,21321015")
            .Text("mimic-cxr-2.0.0-split.csv", "dicom_id,study_id,subject_id,split", "a,50414267,10000032,train", "b,50414267,10000032,train",
                "c,53189527,10000032,validate", "d,57375967,10000764,test", "e,57375967,10000764,test")
            .Text(
                "mimic-cxr-2.0.0-chexpert.csv",
                "subject_id,study_id,Atelectasis,Cardiomegaly,Consolidation,Edema,Enlarged Cardiomediastinum,Fracture,Lung Lesion,Lung Opacity,No "
                    + "Finding,Pleural Effusion,Pleural Other,Pneumonia,Pneumothorax,Support Devices",
                "10000032,50414267,,,,,,,,,1.0,,,,,", "10000032,53189527,,,,,,,,1.0,,,,0.0,,", "10000764,57375967,,,1.0,,,,,,,,,1.0,,");
    }

    private static void PadChest(TempFolder folder) => folder
        .Images("0/20536686640136348236148679891455886468_k6ga29.png", "0/b.png", "54/c.png", "54/d.png", "54/e.png")
        .Text(
            "PADCHEST_chest_x_ray_images_labels_160K_01.02.19.csv",
            PadChestHeader,
            "0,20536686640136348236148679891455886468_k6ga29.png,0,20140915,20536686640136348236148679891455886468,839860488694292331637988235681460987," +
                "1930.0,F,POSTEROANTERIOR,PA,Manual review of DICOM fields,No,CR,sin hallazgos,Physician,['normal']",
            "1,b.png,0,20150914,2,313572750430997347502932654319389875966,1929.0,M,POSTEROANTERIOR,PA,Manual,No,CR,x,Physician,\"['pneumonia', "
                + "'infiltrates']\"",
            "2,c.png,54,20150914,3,3,1929.0,M,,AP_horizontal,Manual,No,CR,x,Physician,\"['pleural effusion', 'cardiomegaly']\"",
            "3,d.png,54,20150914,3,3,1929.0,M,LATERAL,L,Manual,No,CR,x,Physician,['normal']",
            "4,e.png,54,20150914,4,4,1929.0,M,,PA,Manual,No,CR,x,Physician,\"['exclude', 'suboptimal study']\"");

    private static void Rsna(TempFolder folder) => folder.Images("stage_2_train_images/0004cfab.dcm", "stage_2_train_images/00436515.dcm",
        "stage_2_train_images/003d8fa0.dcm")
        .Text(
            "stage_2_train_labels.csv",
            "patientId,x,y,width,height,Target",
            "0004cfab,,,,,0", "00436515,264.0,152.0,213.0,379.0,1", "00436515,562.0,152.0,256.0,453.0,1", "003d8fa0,,,,,0")
        .Text("stage_2_detailed_class_info.csv", "patientId,class", "0004cfab,No Lung Opacity / Not Normal", "003d8fa0,Normal", "00436515,Lung Opacity",
            "00436515,Lung Opacity")
        .Text(
            "pneumonia-challenge-dataset-mappings_2018.json",
            """[{"subset_img_id": "0004cfab", "img_id": "00000013_005.png"}, {"subset_img_id": "00436515", "img_id": "00000013_026.png"}, """
            + """{"subset_img_id": "003d8fa0", "img_id": "00000017_001.png"}]""");

    private static void VinDr(TempFolder folder)
    {
        static string Row(string image, string? reader, params string[] labels) =>
            $"{image},{(reader is null ? "" : reader + ",")}{string.Join(',', VinDrLabels.Split(',').Select(l => labels.Contains(l) ? "1" : "0"))}";

        folder.Images("train/000434271f63a053c4128a0ba6352c7f.dicom", "train/b.dicom", "train/c.dicom", "test/d.dicom", "test/e.dicom")
            .Text(
                "annotations/image_labels_train.csv",
                "image_id,rad_id," + VinDrLabels,
                Row("000434271f63a053c4128a0ba6352c7f", "R2", "No finding"), Row("000434271f63a053c4128a0ba6352c7f", "R3", "No finding"),
                    Row("000434271f63a053c4128a0ba6352c7f", "R6", "Pneumonia"),
                Row("b", "R8", "Pneumonia", "Lung Opacity"), Row("b", "R9", "Pneumonia"), Row("b", "R10", "Infiltration"), Row("c", "R8", "ILD"),
                    Row("c", "R9", "COPD"), Row("c", "R10", "Atelectasis"))
            .Text("annotations/image_labels_test.csv", "image_id," + VinDrLabels, Row("d", null, "No finding"), Row("e", null, "Cardiomegaly"));
    }

    private static void Montgomery(TempFolder folder) => folder
        .Images("CXR_png/MCUCXR_0001_0.png", "CXR_png/MCUCXR_0104_1.png", "ManualMask/leftMask/MCUCXR_0001_0.png", "ManualMask/rightMask/MCUCXR_0001_0.png",
            "ManualMask/leftMask/MCUCXR_0104_1.png", "ManualMask/rightMask/MCUCXR_0104_1.png")
        .Text("ClinicalReadings/MCUCXR_0001_0.txt", "Patient's Sex: F", "Patient's Age: 027Y", "normal").Text("ClinicalReadings/MCUCXR_0104_1.txt",
            "Patient's Sex: M", "Patient's Age: 040Y", "infiltrates in the left upper lobe");

    private static void Shenzhen(TempFolder folder) => folder
        .Images("ChinaSet_AllFiles/CXR_png/CHNCXR_0001_0.png", "ChinaSet_AllFiles/CXR_png/CHNCXR_0327_1.png",
            "ChinaSet_AllFiles/mask/CHNCXR_0001_0_mask.png", "ChinaSet_AllFiles/mask/CHNCXR_0327_1_mask.png")
        .Text("ChinaSet_AllFiles/ClinicalReadings/CHNCXR_0001_0.txt", "male 45yrs", "normal").Text("ChinaSet_AllFiles/ClinicalReadings/CHNCXR_0327_1.txt",
            "female 37yrs", "bilateral PTB");
}
