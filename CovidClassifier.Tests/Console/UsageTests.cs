namespace CovidClassifier.Tests.Console;

public class UsageTests
{
    private static readonly TestCaseData[] Wrong =
    [
        new("trian", "'trian' is not one of the commands; did you mean 'train'? See 'covid --help'."),
        new("cross --data xrays", "'cross' is not one of the commands; did you mean 'crossvalidate'? See 'covid --help'."),
        new("--modell m.zip", "'--modell' is not an option of covid. See 'covid --help'."),
        new("train --dta xrays --out m.zip", "'--dta' is not an option of covid train; did you mean '--data'? See 'covid train --help'."),
        new("train --data xrays --out m.zip --quite", "'--quite' is not an option of covid train; did you mean '--quiet'? See 'covid train --help'."),
        new("train xrays --out m.zip", "'xrays' stands alone; did you mean '--data xrays'? See 'covid train --help'."),
        new("train nowhere --data xrays --out m.zip",
            "'nowhere' stands alone, but each value of covid train follows its option. See 'covid train --help'."),
        new("predict --modle none.zip a.png", "'--modle' is not an option of covid predict; did you mean '--model'? See 'covid predict --help'."),
        new("train --data xrays --out m.zip --mode scrach",
            "--mode must be one of scratch, frozen, finetune, got 'scrach'; did you mean 'scratch'? See 'covid train --help'."),
        new("train --data xrays --out m.zip --network mobilnetv2",
            "--network must be cnn, mobilenetv2, resnet18, resnet50, resnet50v2, densenet121, vgg16, squeezenet, efficientnet-lite4, or an .onnx file that " +
            "exists, got 'mobilnetv2'; did you mean 'mobilenetv2'? See 'covid train --help'."),
        new("train --data xrays --out m.zip --network resnet18+mobilnetv2",
            "--network must be cnn, mobilenetv2, resnet18, resnet50, resnet50v2, densenet121, vgg16, squeezenet, efficientnet-lite4, or an .onnx file that " +
            "exists, got 'mobilnetv2'; did you mean 'mobilenetv2'? See 'covid train --help'."),
        new("train --data xrays --out m.zip --network resnet18+mobilenetv2 --mode frozen --head lightgbm",
            "--head lightgbm is not for an ensemble, which is one graph; give maxent, sdca, svm or mean. See 'covid train --help'."),
        new("train --data xrays --out m.zip --network cnn+resnet18 --mode finetune",
            "--mode finetune is for a network that has learned; the cnn has nothing learned to keep. See 'covid train --help'."),
        new("train --data xrays --out m.zip --network resnet18 --input-size 32",
            "--input-size must be a whole number from 64 to 512, got '32'. See 'covid train --help'."),
        new("train --data nowhere --out m.zip --network resnet18 --mode frozen --schedule cosine",
            "--schedule is not for --mode frozen: a head is trained in one go, not epoch by epoch. See 'covid train --help'."),
        new("train --data nowhere --out m.zip --feature-cache-size 2GB",
            "--feature-cache-size is of the folder that --feature-cache names; give that, too. See 'covid train --help'."),
        new("compare --data nowhere --feature-cache kept --feature-cache-size 2",
            "--feature-cache-size must be a size such as 500MB, 2GB or 1.5TB, got '2'. See 'covid compare --help'."),
        new("auto --data nowhere --out m.zip --feature-cache kept --feature-cache-size 0GB",
            "--feature-cache-size must be a size such as 500MB, 2GB or 1.5TB, got '0GB'. See 'covid auto --help'."),
        new("train --data nowhere --out m.zip --network resnet18 --mode frozen --checkpoint epochs",
            "--checkpoint is not for --mode frozen: a head is trained in one go, not epoch by epoch. See 'covid train --help'."),
        new("train --data nowhere --out m.zip --network resnet18 --mode frozen --head lightgbm --quantize int8",
            "--quantize is for networks, and --head lightgbm stays outside the network's graph; give one of the two. See 'covid train --help'."),
        new("train --data xrays --out m.zip --test 0 --quantize int8",
            "--quantize compares the model with its 8 bits on held-out images, and --test 0 holds none out; give one of the two. See 'covid train --help'."),
        new("train --data nowhere --out m.zip --network resnet18+resnet18 --mode frozen",
            "--network 'resnet18+resnet18' names resnet18 twice, and frozen both would be the same network, because training its head draws nothing at " +
            "random. Give --mode finetune, or --augment study. See 'covid train --help'."),
        new("crossvalidate --data nowhere --network resnet18 --mode frozen --members 3",
            "--members 3 trains each network 3 times, and frozen all would be the same, because training its head draws nothing at random. Give --mode " +
            "finetune, or --augment study. See 'covid crossvalidate --help'."),
        new("evaluate --model xrays/Normal/00.png --data nowhere --prevalence 0.05",
            "--prevalence says what the report tells PPV and NPV for; give --report, too. See 'covid evaluate --help'."),
        new("crossvalidate --data nowhere --split leave-one-source-out --folds 3",
            "--split leave-one-source-out makes one fold of each source; leave --folds away. See 'covid crossvalidate --help'."),
        new("crossvalidate --data nowhere --network resnet18 --mode frozen --ema 2",
            "--ema is not for --mode frozen: a head is trained in one go, not epoch by epoch. See 'covid crossvalidate --help'."),
        new("compare --data nowhere --networks resnet18,resnet18+mobilenetv2 --modes frozen --label-smoothing 0.1",
            "--label-smoothing is not for --modes frozen without the cnn: a head is trained in one go, not epoch by epoch. See 'covid compare --help'."),
        new("compare --data xrays --set-level 0.9",
            "'--set-level' is not an option of covid compare; it is one of covid train, covid auto. See 'covid compare --help'."),
        new("auto --data nowhere --nested 2 --set-level 0.9",
            "--set-level is of a model that is kept, and --nested measures and writes none; leave one of them away. See 'covid auto --help'."),
        new("train --data xrays --out m.zip --members 2000000000",
            "--members must be a whole number from 1 to 100, got '2000000000'. See 'covid train --help'."),
        new("train --data xrays --out m.zip --swa 0.5 --ema 2",
            "--swa and --ema both say how weights are averaged; give one of them. See 'covid train --help'."),
        new("auto --data xrays --out m.zip --networks resnet18+mobilenetv2",
            "--networks A+B, an ensemble, is for 'covid compare': a search makes an ensemble of its best recipes by itself (--ensemble). " +
            "See 'covid auto --help'."),
        new("compare --data xrays --networks cnn+resnet18",
            "--networks A+B, an ensemble, is of networks that have learned, which learn as --modes says; the cnn has nothing learned. " +
            "See 'covid compare --help'."),
        new("compare --data nowhere --networks resnet18+mobilenetv2,mobilenetv2+resnet18",
            "--networks must name each only once, but 'resnet18+mobilenetv2' and 'mobilenetv2+resnet18' are one ensemble. See 'covid compare --help'."),
        new("compare --data nowhere --networks squeezenet,resnet18+resnet18 --modes frozen",
            "--networks 'resnet18+resnet18' names resnet18 twice, and frozen both would be the same network, because training its head draws nothing at " +
            "random. Give two networks, --modes finetune, or --augment study. See 'covid compare --help'."),
        new("train --data xrays --out m.zip --quiet --verbose",
            "--quiet and --verbose say opposite things; give one of them. See 'covid train --help'."),
        new("completion tcsh", "SHELL must be one of bash, zsh, pwsh, fish, got 'tcsh'. See 'covid completion --help'."),
        new("auto --data xrays --out m.zip --group none",
            "--group says how the folds of --nested are dealt; leave it away, or give --nested. See 'covid auto --help'."),
        new("audit --data xrays --audits files --network mobilenetv2",
            "--network and its options say what --audits pictures trains, but --audits is files. See 'covid audit --help'."),
        new("train --data xrays --out a.html --report a.html", "--out and --report must be two files, got 'a.html' for both. See 'covid train --help'."),
        new("train --data xrays --out m.json --report m.html",
            "--report writes its numbers to 'm.json', which --out names too; give them different names. See 'covid train --help'."),
        new("audit --data xrays --fixes a.csv --json ./a.csv",
            "--json and --fixes must be two files, got './a.csv' for both. See 'covid audit --help'."),
        new("predict --model xrays/Normal/00.png xrays/Normal/01.png --json xrays/Normal/01.png",
            "--json would replace 'xrays/Normal/01.png', which IMAGE reads; give it another name. See 'covid predict --help'."),
        new("evaluate --data xrays --model xrays/Normal/00.png --json xrays/Normal/00.png",
            "--json would replace 'xrays/Normal/00.png', which --model reads; give it another name. See 'covid evaluate --help'."),
        new("train --data xrays", "Option '--out' is required. See 'covid train --help'."),
        new("train", "Options '--data' and '--out' are required. See 'covid train --help'."),
        new("calibrate", "Options '--model', '--data' and '--out' are required. See 'covid calibrate --help'."),
        new("train --data xrays --out m.zip --epochs none", "--epochs must be a whole number, 1 or more, got 'none'. See 'covid train --help'."),
        new("train --data xrays --out m.zip --epochs 0", "--epochs must be a whole number, 1 or more, got '0'. See 'covid train --help'."),
        new("train --data xrays --out m.zip --test 0,2", "--test must be a number, at least 0 and below 1, got '0,2'. See 'covid train --help'."),
        new("train --data xrays --out m.zip --learning-rate NaN", "--learning-rate must be a number above 0, got 'NaN'. See 'covid train --help'."),
        new("train --data xrays --out m.zip --test 0.5 --validation 0.5",
            "--validation and --test together must be below 1, got 0.5 and 0.5. See 'covid train --help'."),
        new("train --data xrays --out m.zip --format excel",
            $"--format must be one of {string.Join(", ", XRayDataset.Formats)}, got 'excel'. See 'covid train --help'."),
        new("train --data xrays --out m.zip --sensitivity 98", "--sensitivity must be a number above 0, up to 1, got '98'. See 'covid train --help'."),
        new("train --data xrays --out m.zip --sensitivity 0.98 --threshold 0.5",
            "--threshold and --sensitivity both say what the threshold is; give one of them. See 'covid train --help'."),
        new("train --data xrays --out m.zip --colour", "'--colour' is not an option of covid train. See 'covid train --help'."),
        new("train --data xrays --out m.zip --resume", "--resume needs --checkpoint, the folder to go on from. See 'covid train --help'."),
        new("train --data xrays --out m.zip --preprocessing none",
            "--preprocessing is for --network FILE.onnx; the cnn has its own. See 'covid train --help'."),
        new("train --data xrays --out m.zip --network no.onnx",
            "--network must be cnn, mobilenetv2, resnet18, resnet50, resnet50v2, densenet121, vgg16, squeezenet, efficientnet-lite4, or an .onnx file that " +
            "exists, got 'no.onnx'. See 'covid train --help'."),
        new("train --data xrays --out m.zip --mode frozen",
            "--mode frozen is for a network that has learned; the cnn has nothing learned to keep. See 'covid train --help'."),
        new("train --data xrays --out m.zip --network mobilenetv2 --head sdca", "--head needs --mode frozen. See 'covid train --help'."),
        new("train --data xrays --out m.zip --network mobilenetv2 --mode frozen --cut add7", "--cut needs --mode finetune. See 'covid train --help'."),
        new("train --data xrays --out m.zip --network mobilenetv2 --preprocessing none",
            "--preprocessing is for --network FILE.onnx or --weights FILE; mobilenetv2 has its own. See 'covid train --help'."),
        new("train --data xrays --out m.zip --format folder --column-path file",
            "--column-path is for --format csv, but the format is folder. See 'covid train --help'."),
        new("train --data xrays --out m.zip --classes A,,B",
            "--classes must be class names separated by commas, but one of them is empty. See 'covid train --help'."),
        new("train --data xrays --out xrays", "--out must be a file, but 'xrays' is a folder. See 'covid train --help'."),
        new("train --data xrays --out m.zip --json m.zip", "--out and --json must be two files, got 'm.zip' for both. See 'covid train --help'."),
        new("compare --data xrays --networks cnn,no.onnx",
            "--networks must be cnn, mobilenetv2, resnet18, resnet50, resnet50v2, densenet121, vgg16, squeezenet, efficientnet-lite4, or .onnx files that " +
            "exist, separated by commas, got 'no.onnx'. See 'covid compare --help'."),
        new("compare --data xrays --modes warm",
            "--modes must be some of frozen, finetune, scratch, separated by commas, got 'warm'. See 'covid compare --help'."),
        new("compare --data xrays --networks cnn,cnn", "--networks must name each only once, got 'cnn,cnn'. See 'covid compare --help'."),
        new("compare --data xrays --metric luck",
            $"--metric must be one of {string.Join(", ", Metric.Selectable.Select(m => m.Name))}, got 'luck'. See 'covid compare --help'."),
        new("auto --data xrays", "--out is needed, the model to write; or --nested, to measure only; or --worker. See 'covid auto --help'."),
        new("auto --data xrays --out m.zip --budget 10", "--budget must be a time above 0 such as 90s, 10m or 1h30m, got '10'. See 'covid auto --help'."),
        new("auto --data xrays --out m.zip --budget 10m --trials 3",
            "--budget and --trials both say when the search ends; give one of them. See 'covid auto --help'."),
        new("auto --data xrays --out m.zip --resume", "--resume needs --state, the folder to go on from. See 'covid auto --help'."),
        new("auto --data xrays --out m.zip --epochs 3",
            "'--epochs' is not an option of covid auto; it is one of covid train, covid crossvalidate, covid compare, covid adapt. See 'covid auto --help'."),
        new("train --data xrays --out m.zip --report m.pdf", "--report must be a file that ends in .html, got 'm.pdf'. See 'covid train --help'."),
        new("train --data xrays --out m.zip --report m.html --json m.json",
            "--report writes its numbers to 'm.json', which --json names too; give them different names. See 'covid train --help'."),
        new("evaluate --data xrays --model none.zip", "--model must be a file that exists, got 'none.zip'. See 'covid evaluate --help'."),
        new("explain --model none.zip a.png --out a.png", "--model must be a file that exists, got 'none.zip'. See 'covid explain --help'."),
        new("explain --model xrays/Normal/00.png a.png", "--out says where the heat map goes; give it, or --check, or --marks. See 'covid explain --help'."),
        new("explain --model xrays/Normal/00.png a.png b.png --out c.png", "--out takes the heat map of one IMAGE, got 2. See 'covid explain --help'."),
        new("explain --model xrays/Normal/00.png --check", "--check needs one IMAGE or more, or folders or tables of them. See 'covid explain --help'."),
        new("explain --model xrays/Normal/00.png a.png --out c.png --masks 50",
            "--masks is for --method rise, but the method is hirescam. See 'covid explain --help'."),
        new("explain --model xrays/Normal/00.png a.png --out c.png --method lime",
            "--method must be one of hirescam, gradcam, cam, occlusion, rise, got 'lime'. See 'covid explain --help'."),
        new("weights steal", "'steal' is not one of the commands: list, fetch, path. See 'covid weights --help'."),
        new("weights fetch", "Required argument 'NAME' missing for command: 'fetch'. See 'covid weights fetch --help'."),
        new("weights fetch alexnet",
            "Backbone 'alexnet' is not one of: mobilenetv2, resnet18, resnet50, resnet50v2, densenet121, vgg16, squeezenet, efficientnet-lite4. See 'covid " +
            "weights fetch --help'."),
        new("predict --model none.zip", "--model must be a file that exists, got 'none.zip'. See 'covid predict --help'."),
    ];

    [TestCaseSource(nameof(Wrong))]
    public void BadUsage_EndsWithTwoAndOneSentence(string arguments, string sentence)
    {
        CovidResult result = CovidProcess.Run(TrainedModel.Folder.Root, arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Expect(2);
        Assert.That(result.Error, Is.EqualTo(sentence + Environment.NewLine));
        Assert.That(result.Output, Is.Empty);
    }

    [Test]
    public void OutputBelowAFile_IsBadUsage()
    {
        CovidResult result = CovidProcess.Run(TrainedModel.Folder.Root, "train", "--data", "xrays", "--out", "xrays/Normal/00.png/m.zip").Expect(2);
        Assert.That(result.Error, Does.StartWith("--out must be in a folder that can be written to, but "));
    }

    [Test]
    public void DataThatIsNotThere_IsAFailureInOneSentence()
    {
        CovidResult result = CovidProcess.Run(TrainedModel.Folder.Root, "train", "--data", "nowhere", "--out", "m.zip").Expect(1);
        Assert.That(result.Error,
            Is.EqualTo("Dataset 'nowhere' must be a folder or a table that exists, but there is nothing at that path." + Environment.NewLine));
    }

    [Test]
    public void ClassesWithoutAPositiveOne_AreAFailureThatNamesTheOption()
    {
        using var folder = new TempFolder();
        SomeXRays.Write(folder, positive: "Tuberculosis");
        CovidResult result = CovidProcess.Run(folder.Root, "train", "--data", "xrays", "--out", "m.zip").Expect(1);
        Assert.That(result.Error, Is.EqualTo(
            "The positive label must be one of the classes of dataset 'xrays' (Normal, Tuberculosis), but 'COVID-19' is none of them; name one with --positive."
                + Environment.NewLine));
    }
}
